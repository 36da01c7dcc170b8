package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdPrintLabels sends three labels to a printer on the network and loads paper as
// often as it is out, by the control socket: printlabels ADDRESS SOCKET.
func cmdPrintLabels(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: printlabels ADDRESS SOCKET")
	}
	dial := func(network, address string) net.Conn {
		for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
			c, err := net.Dial(network, address)
			if err == nil {
				return c
			}
			if time.Now().After(end) {
				ts.Fatalf("%v", err)
			}
		}
	}
	printer := dial("tcp", args[0])
	defer printer.Close()
	control := dial("unix", ts.MkAbs(args[1]))
	defer control.Close()
	answers := bufio.NewScanner(control)
	ask := func(line string) string {
		fmt.Fprintln(control, line)
		answers.Scan()
		return answers.Text()
	}
	if got := ask("fly"); !strings.HasPrefix(got, "error ") {
		ts.Fatalf("fly: %q", got)
	}
	_, err := fmt.Fprint(printer, "~PP")
	ts.Check(err)
	for i := range 3 {
		_, err := fmt.Fprintf(printer, "^XA^FO20,20^A0N,40^FDLabel %d^FS^XZ", i)
		ts.Check(err)
	}
	for end := time.Now().Add(20 * time.Second); !strings.Contains(ask("state"), " formats=2 "); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			ts.Fatalf("state: %s", ask("state"))
		}
	}
	if got := ask("resume"); got != "ok" {
		ts.Fatalf("resume: %q", got)
	}
	for !strings.Contains(ask("state"), "condition=paper-out") {
		time.Sleep(time.Millisecond)
	}
	if got := ask("count"); got != "ok 1" {
		ts.Fatalf("count: %q", got)
	}
	if got := ask("load-paper"); got != "ok" {
		ts.Fatalf("load-paper: %q", got)
	}
	// The printer ends with its last label, and the sockets with it.
	_, err = io.Copy(io.Discard, printer)
	ts.Check(err)
}

// Ctrl-C ends the virtual printer in order.
func TestEmulateEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	var out, errs strings.Builder
	if code := run(ctx, []string{"emulate", "--listen", "127.0.0.1:0"}, strings.NewReader(""), &out, &errs); code != exitOK {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if !strings.Contains(errs.String(), "0 labels printed") {
		t.Errorf("%s", errs.String())
	}
}
