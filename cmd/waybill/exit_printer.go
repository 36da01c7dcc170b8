package main

import (
	"context"
	"errors"
	"os"
	"runtime"

	"waybill/internal/device"
	"waybill/internal/job"
	"waybill/internal/store"
)

// isPrinter reports whether a printer, or what it left undecided, is the
// reason.
func isPrinter(err error) bool {
	var stop *job.Stop
	var dev *device.Error
	var held *job.HeldError
	return errors.As(err, &stop) || errors.As(err, &dev) || errors.As(err, &held)
}

// printerHint says what to do about a printer.
func printerHint(err error) string {
	var stop *job.Stop
	var twice *job.DuplicateError
	switch {
	case errors.As(err, &twice):
		return "'waybill jobs show " + twice.Job + "' shows what became of it; --again prints it once more"
	case errors.Is(err, job.ErrUncertain):
		errors.As(err, &stop)
		return "look at the paper, then 'waybill jobs resolve " + stop.Job + " LABEL printed|not-printed' ('waybill jobs show " + stop.Job + "' lists them)"
	case errors.Is(err, job.ErrKey):
		return "the journal was written with another key; put that back, or name another --state-dir"
	case errors.Is(err, store.ErrOpenToOthers):
		return "the journal holds labels: make its folder and files readable by you only (chmod go= FOLDER)"
	case errors.Is(err, job.ErrNoJob), errors.Is(err, job.ErrNoLabel):
		return "'waybill jobs list --all' lists the jobs, 'waybill jobs show JOB' its labels"
	}
	next := deviceHint(err)
	if errors.As(err, &stop) {
		how := "'waybill jobs resume " + stop.Job + "' goes on"
		if errors.Is(err, context.Canceled) || next == "" {
			return how
		}
		return next + "; then " + how
	}
	return next
}

func deviceHint(err error) string {
	switch {
	case errors.Is(err, device.ErrNotFound):
		return "is it plugged in and switched on? Check the address: 'waybill print --help' shows how it is written"
	case errors.Is(err, device.ErrPermission) && runtime.GOOS == "linux":
		return "add this user to the group of the device (lp for USB, dialout for serial) and log in again: sudo usermod -aG lp,dialout USER"
	case errors.Is(err, device.ErrBusy):
		return "another program holds it: take the printer out of CUPS, or stop ipp-usb or the other program"
	case errors.Is(err, device.ErrRefused):
		return "the host is there but takes no labels on this port; label printers listen on 9100"
	case errors.Is(err, device.ErrUnreachable):
		return "check the printer's network cable and address; its configuration label shows the address"
	case errors.Is(err, device.ErrGone):
		return "the printer was unplugged or switched off, or the network failed"
	case errors.Is(err, device.ErrUnsupported):
		return "use the address of a printer that this system can drive: tcp://, or serial://"
	case errors.Is(err, os.ErrDeadlineExceeded):
		return "the printer held the data back for too long: is it out of paper, paused, or set to another flow control?"
	}
	return ""
}
