//go:build podseal

// Package entry has what a file system says of a file or a folder that is in memory.
package entry

import (
	"io/fs"
	"path"
	"time"
)

// Entry is a file or a folder.
type Entry struct {
	name   string
	size   int64
	folder bool
}

// File is one of a size, by its path.
func File(full string, size int) Entry { return Entry{path.Base(full), int64(size), false} }

// Folder is one by its path.
func Folder(full string) Entry { return Entry{path.Base(full), 0, true} }

func (e Entry) Name() string       { return e.name }
func (e Entry) Size() int64        { return e.size }
func (e Entry) ModTime() time.Time { return time.Time{} }
func (e Entry) IsDir() bool        { return e.folder }
func (e Entry) Sys() any           { return nil }
func (e Entry) Mode() fs.FileMode {
	if e.folder {
		return fs.ModeDir
	}
	return 0
}
