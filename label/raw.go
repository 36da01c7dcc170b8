package label

import "fmt"

// rawTemplate and rawElement are the YAML as written; compile turns them
// into a Template. docs/schema/template.schema.json describes the same.
type rawTemplate struct {
	Name     string            `yaml:"name"`
	Title    map[string]string `yaml:"title"`
	Media    string            `yaml:"media"`
	Elements []rawElement      `yaml:"elements"`
}

type rawElement struct {
	Type string    `yaml:"type"`
	ID   string    `yaml:"id"`
	When string    `yaml:"when"`
	Box  []float64 `yaml:"box"`

	Text       string    `yaml:"text"`
	Size       sizeRange `yaml:"size"`
	Bold       bool      `yaml:"bold"`
	Align      string    `yaml:"align"`
	VAlign     string    `yaml:"valign"`
	Lines      int       `yaml:"lines"`
	LineHeight float64   `yaml:"line_height"`
	Overflow   string    `yaml:"overflow"`

	Line  []float64 `yaml:"line"`
	Width float64   `yaml:"width"`
	Dash  float64   `yaml:"dash"`
	Fill  bool      `yaml:"fill"`

	Kind      string  `yaml:"kind"`
	Data      string  `yaml:"data"`
	Module    float64 `yaml:"module"`
	MinModule float64 `yaml:"min_module"`
	Level     string  `yaml:"level"`
	HRI       *rawHRI `yaml:"hri"`

	File   string `yaml:"file"`
	Slot   string `yaml:"slot"`
	Dither *bool  `yaml:"dither"`

	Over     string       `yaml:"over"`
	Max      int          `yaml:"max"`
	Step     float64      `yaml:"step"`
	More     string       `yaml:"more"`
	Elements []rawElement `yaml:"elements"`
}

type rawHRI struct {
	Size  sizeRange `yaml:"size"`
	Gap   float64   `yaml:"gap"`
	Bold  bool      `yaml:"bold"`
	Place string    `yaml:"place"`
	Group int       `yaml:"group"`
}

// sizeRange is "3.5" or "[2.5, 3.5]", in millimetres.
type sizeRange struct{ min, max float64 }

func (s *sizeRange) UnmarshalYAML(unmarshal func(any) error) error {
	var one float64
	if unmarshal(&one) == nil {
		*s = sizeRange{one, one}
		return nil
	}
	var two []float64
	if err := unmarshal(&two); err != nil || len(two) != 2 {
		return fmt.Errorf("size is one number or [smallest, largest], in millimetres")
	}
	*s = sizeRange{two[0], two[1]}
	return nil
}
