package masking

// The types of this file are the YAML of a policy, key for key.
// docs/schema/policy.schema.json says the same for editors.

type policyDoc struct {
	Schema      string            `yaml:"$schema"`
	Name        string            `yaml:"name"`
	Title       map[string]string `yaml:"title"`
	Extends     string            `yaml:"extends"`
	Standard    string            `yaml:"standard"`
	Reason      string            `yaml:"reason"`
	Warn        stringList        `yaml:"warn"`
	Relay       string            `yaml:"relay"`
	Expired     string            `yaml:"expired"`
	Home        string            `yaml:"home"`
	Tail        *int              `yaml:"tail"`
	ExtStyle    string            `yaml:"ext-style"`
	Names       []nameDoc         `yaml:"names"`
	Phones      []phoneDoc        `yaml:"phones"`
	Addresses   []addressDoc      `yaml:"addresses"`
	PostalCodes []postalDoc       `yaml:"postal-codes"`
	Text        []textDoc         `yaml:"text"`
	Goods       string            `yaml:"sensitive-goods"`
}

type whenDoc struct {
	Party   stringList `yaml:"party"`
	Who     stringList `yaml:"who"`
	Class   stringList `yaml:"class"`
	Kind    stringList `yaml:"kind"`
	Country stringList `yaml:"country"`
	Carrier stringList `yaml:"carrier"`
	Field   stringList `yaml:"field"`
}

type nameDoc struct {
	When    whenDoc `yaml:"when"`
	Keep    string  `yaml:"keep"`
	Single  string  `yaml:"single"`
	Length  any     `yaml:"length"`
	Mask    *string `yaml:"mask"`
	Replace *string `yaml:"replace"`
}

type phoneDoc struct {
	When        whenDoc `yaml:"when"`
	Show        string  `yaml:"show"`
	KeepFirst   int     `yaml:"keep-first"`
	KeepLast    int     `yaml:"keep-last"`
	HideLast    int     `yaml:"hide-last"`
	HideAtLeast *int    `yaml:"hide-at-least"`
	AsWritten   bool    `yaml:"as-written"`
	Grouped     bool    `yaml:"grouped"`
	CountryCode string  `yaml:"country-code"`
	AreaCode    string  `yaml:"area-code"`
	Extension   string  `yaml:"extension"`
	Mask        *string `yaml:"mask"`
	Replace     *string `yaml:"replace"`
}

type addressDoc struct {
	When      whenDoc `yaml:"when"`
	HideFrom  string  `yaml:"hide-from"`
	Hide      string  `yaml:"hide"`
	KeepFirst int     `yaml:"keep-first"`
	With      *string `yaml:"with"`
}

type postalDoc struct {
	When      whenDoc `yaml:"when"`
	KeepFirst *int    `yaml:"keep-first"`
	Mask      *string `yaml:"mask"`
}

type textDoc struct {
	When whenDoc    `yaml:"when"`
	Scan stringList `yaml:"scan"`
	Drop bool       `yaml:"drop"`
	With *string    `yaml:"with"`
}

// stringList is a list, or one string for a list of one.
type stringList []string

// UnmarshalYAML implements the decoder's interface.
func (l *stringList) UnmarshalYAML(unmarshal func(any) error) error {
	var many []string
	if err := unmarshal(&many); err == nil {
		*l = many
		return nil
	}
	var one string
	if err := unmarshal(&one); err != nil {
		return err
	}
	*l = stringList{one}
	return nil
}
