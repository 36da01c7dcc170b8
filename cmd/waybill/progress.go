package main

import (
	"fmt"
	"time"
)

// progress shows a running count on a screen, and nothing elsewhere.
type progress struct {
	a     *app
	on    bool
	start time.Time
	last  time.Time
}

func (a *app) progress() *progress {
	return &progress{a: a, on: !a.quiet && isTerminal(a.stderr), start: time.Now()}
}

// step shows the count a few times a second.
func (p *progress) step(done int) {
	if !p.on || time.Since(p.last) < 200*time.Millisecond {
		return
	}
	p.last = time.Now()
	rate := float64(done) / time.Since(p.start).Seconds()
	fmt.Fprintf(p.a.stderr, "\r\x1b[K"+p.a.say("%d labels, %.0f/s", "已生成 %d 张，每秒 %.0f 张"), done, rate)
}

// clear removes the line.
func (p *progress) clear() {
	if p.on && !p.last.IsZero() {
		fmt.Fprint(p.a.stderr, "\r\x1b[K")
	}
}
