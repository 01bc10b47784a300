//go:build podseal

// Package kustomize builds a kustomization whose files are in memory.
package kustomize

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/filesys"

	"podseal/engine/entry"
)

// mount is where the repository is. Not the root: a path that leads out of the repository leads nowhere.
const mount = "/repository"

// tree is a file system with the given files in it and nothing else. Kustomize's own in memory refuses names
// with a `+`.
type tree struct {
	files   map[string][]byte
	folders map[string]bool
}

var errReadOnly = errors.New("this file system is read-only")

func newTree(files map[string][]byte) *tree {
	found := &tree{map[string][]byte{}, map[string]bool{"/": true, mount: true}}
	for name, data := range files {
		full := path.Join(mount, name)
		found.files[full] = data
		for folder := path.Dir(full); !found.folders[folder]; folder = path.Dir(folder) {
			found.folders[folder] = true
		}
	}
	return found
}

func absolute(name string) string { return path.Join("/", name) }

func (t *tree) Create(string) (filesys.File, error) { return nil, errReadOnly }
func (t *tree) Mkdir(string) error                  { return errReadOnly }
func (t *tree) MkdirAll(string) error               { return errReadOnly }
func (t *tree) RemoveAll(string) error              { return errReadOnly }
func (t *tree) WriteFile(string, []byte) error      { return errReadOnly }
func (t *tree) IsDir(name string) bool              { return t.folders[absolute(name)] }
func (t *tree) Exists(name string) bool             { return t.has(absolute(name)) }
func (t *tree) Open(name string) (filesys.File, error) {
	data, err := t.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &opened{bytes.NewReader(data), entry.File(name, len(data))}, nil
}

func (t *tree) has(full string) bool {
	_, ok := t.files[full]
	return ok || t.folders[full]
}

func (t *tree) ReadFile(name string) ([]byte, error) {
	if data, ok := t.files[absolute(name)]; ok {
		return data, nil
	}
	return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
}

func (t *tree) CleanedAbs(name string) (filesys.ConfirmedDir, string, error) {
	full := absolute(name)
	if t.folders[full] {
		return filesys.ConfirmedDir(full), "", nil
	}
	if _, ok := t.files[full]; ok {
		return filesys.ConfirmedDir(path.Dir(full)), path.Base(full), nil
	}
	return "", "", &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (t *tree) ReadDir(name string) ([]string, error) {
	full := absolute(name)
	if !t.folders[full] {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	var names []string
	for _, one := range t.all() {
		if one != full && path.Dir(one) == full {
			names = append(names, path.Base(one))
		}
	}
	return names, nil
}

func (t *tree) Glob(pattern string) ([]string, error) {
	var found []string
	for _, one := range t.all() {
		ok, err := path.Match(absolute(pattern), one)
		if err != nil {
			return nil, err
		}
		if ok {
			found = append(found, one)
		}
	}
	return found, nil
}

func (t *tree) Walk(name string, visit filepath.WalkFunc) error {
	full := absolute(name)
	for _, one := range t.all() {
		if one != full && !strings.HasPrefix(one, strings.TrimSuffix(full, "/")+"/") {
			continue
		}
		info := entry.File(one, len(t.files[one]))
		if t.folders[one] {
			info = entry.Folder(one)
		}
		if err := visit(one, info, nil); err != nil && !errors.Is(err, filepath.SkipDir) {
			return err
		}
	}
	return nil
}

// all are the paths of files and folders, in their order.
func (t *tree) all() []string {
	var paths []string
	for name := range t.files {
		paths = append(paths, name)
	}
	for name := range t.folders {
		paths = append(paths, name)
	}
	sort.Strings(paths)
	return paths
}

type opened struct {
	*bytes.Reader
	info entry.Entry
}

func (o *opened) Write([]byte) (int, error)  { return 0, errReadOnly }
func (o *opened) Close() error               { return nil }
func (o *opened) Stat() (fs.FileInfo, error) { return o.info, nil }
