package job

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"waybill/internal/store"
)

// sealer encrypts what names a person: AES-256-GCM with a random nonce (NIST SP
// 800-38D), bound to its place in the journal, so that rows cannot be swapped.
type sealer struct {
	aead cipher.AEAD
	key  []byte
}

const keySize = 32

// ErrKey says that the key does not open this journal.
var ErrKey = errors.New("the key does not open the journal")

func newSealer(key []byte) (*sealer, error) {
	if len(key) != keySize {
		return nil, fmt.Errorf("%w: a key has %d bytes", ErrKey, keySize)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return &sealer{aead, key}, nil
}

// mark is a hash that only the key's holder can make (HMAC-SHA-256).
func (s *sealer) mark(b []byte) []byte {
	h := hmac.New(sha256.New, s.key)
	h.Write([]byte("waybill label\x00"))
	h.Write(b)
	return h.Sum(nil)
}

// place is what a sealed value is bound to.
func place(job string, seq int, what string) []byte {
	return []byte(job + "/" + strconv.Itoa(seq) + "/" + what)
}

func (s *sealer) seal(plain, place []byte) []byte { return s.aead.Seal(nil, nil, plain, place) }

func (s *sealer) open(sealed, place []byte) ([]byte, error) {
	plain, err := s.aead.Open(nil, nil, sealed, place)
	if err != nil {
		return nil, ErrKey
	}
	return plain, nil
}

// LoadKey reads the journal's key, and makes one if there is none yet. It must
// not lie in the folder of the journal: who copies that must not have both.
func LoadKey(path string) ([]byte, error) {
	key, err := readKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("journal key: %w", err)
	}
	key = make([]byte, keySize)
	rand.Read(key) // never fails (crypto/rand)
	err = writeKey(path, key)
	if errors.Is(err, fs.ErrExist) {
		return readKey(path) // another process was faster
	}
	if err != nil {
		return nil, fmt.Errorf("journal key: %w", err)
	}
	return key, nil
}

func readKey(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("journal key: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("journal key: %w", &fs.PathError{Op: "open", Path: path, Err: store.ErrOpenToOthers})
	}
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("journal key: %w", err)
	}
	if len(key) != keySize {
		return nil, fmt.Errorf("%w: %s has %d bytes, not %d", ErrKey, filepath.Base(path), len(key), keySize)
	}
	return key, nil
}

// writeKey makes the file whole or not at all, and never over another key: a
// key that is half written, or gone after a power cut, loses every label under
// it.
func writeKey(path string, key []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".key-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(key)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		// File systems without links: a rename would put it over another
		// process's key, so whoever makes the file first wins.
		return createKey(path, key)
	}
	return store.SyncFolder(filepath.Dir(path))
}

func createKey(path string, key []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(key)
	return errors.Join(err, f.Sync(), f.Close(), store.SyncFolder(filepath.Dir(path)))
}
