package emulator

import "time"

// A Clock is the time a Printer lives in.
type Clock interface {
	Now() time.Time
	// AfterFunc calls f once after d, on a goroutine of its own or on the
	// clock's. The function that it returns takes the call back.
	AfterFunc(d time.Duration, f func()) (stop func())
}

// WallClock is the system's time, in which everything takes d divided by
// scale; scale 0 or less means 1.
func WallClock(scale float64) Clock {
	if scale <= 0 {
		scale = 1
	}
	return wallClock{scale}
}

type wallClock struct{ scale float64 }

func (c wallClock) Now() time.Time { return time.Now() }

func (c wallClock) AfterFunc(d time.Duration, f func()) func() {
	t := time.AfterFunc(time.Duration(float64(d)/c.scale), f)
	return func() { t.Stop() }
}
