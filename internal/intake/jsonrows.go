package intake

import "io"

// headerSample is how many records are read to learn a JSON file's keys: a
// record need not have them all.
const headerSample = 64

// A recordSource yields the JSON texts of records. wrong is a problem of one
// record, err ends the file (io.EOF after the last record). The bytes are
// valid until the next call.
type recordSource interface {
	record() (raw []byte, line int, wrong Kind, err error)
}

// jsonRows turns JSON records into rows, a column for each key.
type jsonRows struct {
	source recordSource
	layout *layout
	index  map[string]int // path → column
	ahead  []sampled
	end    error // what stopped the sampling, nil if nothing did
	cells  []cell
}

// sampled is a record that has been read but not yet returned.
type sampled struct {
	line   int
	wrong  Kind
	values []keyed
}

// newJSONRows reads the first records and understands their keys as header.
func newJSONRows(source recordSource, format string, wishes []wish) (*jsonRows, error) {
	j := &jsonRows{source: source, index: map[string]int{}}
	var names []string
	for len(j.ahead) < headerSample && j.end == nil {
		var r sampled
		if r, j.end = j.read(); j.end != nil {
			break
		}
		j.ahead = append(j.ahead, r)
		for _, v := range r.values {
			if _, known := j.index[v.path]; !known {
				j.index[v.path] = len(names)
				names = append(names, v.path)
			}
		}
	}
	switch {
	case len(j.ahead) == 0 && j.end == io.EOF:
		return nil, ErrNoRecords
	case len(j.ahead) == 0:
		return nil, j.end
	case len(names) == 0:
		return nil, &SyntaxError{Format: format, Line: j.ahead[0].line, Msg: j.ahead[0].wrong.String()}
	}
	var err error
	j.layout, err = newLayout(names, wishes)
	return j, err
}

func (j *jsonRows) read() (sampled, error) {
	raw, line, wrong, err := j.source.record()
	if err != nil {
		return sampled{}, err
	}
	r := sampled{line: line, wrong: wrong}
	if wrong == OK {
		r.values, r.wrong = flatten(raw)
	}
	return r, nil
}

func (j *jsonRows) next() (rawRow, error) {
	var r sampled
	switch {
	case len(j.ahead) > 0:
		r, j.ahead = j.ahead[0], j.ahead[1:]
	case j.end != nil:
		return rawRow{}, j.end
	default:
		if r, j.end = j.read(); j.end != nil {
			return rawRow{}, j.end
		}
	}
	row := rawRow{line: r.line, wrong: r.wrong}
	clear(j.cells)
	seen := make([]bool, len(j.layout.columns)+len(r.values))
	for _, v := range r.values {
		i, known := j.index[v.path]
		if !known {
			if len(j.layout.columns) >= maxColumns {
				row.wrong = TooManyCells
				break
			}
			i = j.layout.bind(v.path)
			j.index[v.path] = i
		}
		for len(j.cells) <= i {
			j.cells = append(j.cells, cell{})
		}
		if seen[i] {
			v.cell.wrong = DuplicateKey
		}
		seen[i] = true
		j.cells[i] = v.cell
	}
	row.cells = j.cells
	return row, nil
}
