package main

import (
	"fmt"
	"strings"
	"time"

	"waybill/internal/job"
)

// driveProgress tells how a job goes: a line that changes on a screen, and
// elsewhere a line for each thing that a person must do.
type driveProgress struct {
	a     *app
	line  bool
	start time.Time
	first int // labels that were done before
	seen  bool
	told  job.Need
}

func (a *app) driveProgress() *driveProgress {
	return &driveProgress{a: a, line: !a.quiet && isTerminal(a.stderr), start: time.Now()}
}

func (p *driveProgress) report(s job.Progress) {
	if !p.seen {
		p.seen, p.first = true, s.Done
	}
	need := p.a.need(s.Waits)
	if s.Waits != p.told {
		p.told = s.Waits
		if !p.line && need != "" {
			p.a.note("%s", need)
		}
	}
	if !p.line {
		return
	}
	text := fmt.Sprintf(p.a.say("%d of %d", "第 %d 张，共 %d 张"), s.Done, s.Total)
	if n := s.Done - p.first; n > 0 {
		each := time.Since(p.start) / time.Duration(n)
		text += fmt.Sprintf(p.a.say(", %.0f a minute, %v left", "，每分钟 %.0f 张，还需 %v"),
			float64(time.Minute)/float64(each), (each * time.Duration(s.Total-s.Done)).Round(time.Second))
	}
	if need != "" {
		text += " — " + need
	}
	fmt.Fprint(p.a.stderr, "\r\x1b[K"+text)
}

// stopping answers the first Ctrl-C.
func (p *driveProgress) stopping() {
	p.clear()
	p.a.note("%s", p.a.say("stopping after the label under way; Ctrl-C again ends at once and leaves it uncertain",
		"打完当前面单后停止；再按一次 Ctrl-C 立即结束，该面单将标记为“不确定”"))
}

func (p *driveProgress) clear() {
	if p.line {
		fmt.Fprint(p.a.stderr, "\r\x1b[K")
	}
}

// need tells what the printer waits for, with what to do.
func (a *app) need(n job.Need) string {
	words := map[job.Need][2]string{
		job.HeadIsOpen:   {"the head is open: close the cover", "上盖未合：请合上上盖"},
		job.OutOfPaper:   {"out of paper: load paper, close the cover, press feed", "缺纸：装纸、合上上盖后按“走纸/继续”"},
		job.OutOfRibbon:  {"out of ribbon: load a ribbon", "碳带用尽：请更换碳带"},
		job.TooHot:       {"the head is too hot: it goes on by itself when it has cooled down", "打印头过热：冷却后自动继续"},
		job.TooCold:      {"the head is too cold: it goes on by itself when it is warm", "打印头温度过低：升温后自动继续"},
		job.IsPaused:     {"paused: press pause or feed on the printer", "打印机已暂停：请按打印机上的“暂停/继续”键"},
		job.TakeLabel:    {"take the label off", "请取走面单"},
		job.BufferIsFull: {"the printer's buffer is full: it goes on by itself", "打印机缓冲区已满：稍候自动继续"},
		job.NoAnswer:     {"the printer does not answer: check paper, cover, power and cable", "打印机无应答：请检查纸张、上盖、电源和连线"},
	}[n]
	return a.say(words[0], words[1])
}

// stateOrder is the order in which states are told.
var stateOrder = []job.State{job.Confirmed, job.Delivered, job.Sending, job.Queued, job.Uncertain, job.Failed, job.Canceled}

// stateName is a state in the user's language.
func (a *app) stateName(s job.State) string {
	return a.say(string(s), map[job.State]string{
		job.Confirmed: "已打印", job.Delivered: "已送达", job.Sending: "发送中", job.Queued: "待打印",
		job.Uncertain: "不确定", job.Failed: "失败", job.Canceled: "已取消",
	}[s])
}

// counts lists how many labels of a job are in which state.
func (a *app) counts(s job.Summary) string {
	var parts []string
	for _, state := range stateOrder {
		if n := s.Counts[state]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, a.stateName(state)))
		}
	}
	return strings.Join(parts, ", ")
}
