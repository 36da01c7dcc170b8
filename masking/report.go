package masking

// Change tells what was done to one field, without telling what was hidden.
type Change struct {
	Field  string // as in FieldNames, or extra.COLUMN
	Rule   string // the policy's rule, e.g. "phones[1]"
	Class  string // what the engine took the value for, e.g. "landline"
	Reason string // why, in a few words
}

// change is a Change before it is asked for.
type change struct {
	field               fieldID
	rule, class, reason string
}

// Note is something a person should look at.
type Note struct {
	Field  string
	Kind   NoteKind
	Reason string // in a few words, never a value
}

// NoteKind tells notes apart.
type NoteKind string

// Kinds of notes.
const (
	// NoteUnparsed: a shape that no rule explains; it was hidden as a whole.
	NoteUnparsed NoteKind = "unparsed"
	// NoteMasked: the input held mask characters, the clear value is unknown.
	NoteMasked NoteKind = "masked-input"
	// NoteExpired: a virtual number past its end, hidden like a real one.
	NoteExpired NoteKind = "expired"
	// NoteRelayByShape: a number taken for a relay number by its shape only.
	NoteRelayByShape NoteKind = "relay-by-shape"
)

// Finding is a secret or a breach of the rule found in a text: the field it
// comes from and how it was recognised, never the value.
type Finding struct {
	Field string // field whose secret it is, e.g. "recipient.phone"
	How   string // e.g. "6 digits of the number"
}

func (f Finding) String() string { return f.Field + ": " + f.How }

// Problem is a fault of a policy that is no syntax error: it reveals more
// than its declared standard allows.
type Problem struct {
	Rule   string // e.g. "phones[0]"
	Reason string
}

func (p Problem) String() string { return p.Rule + ": " + p.Reason }
