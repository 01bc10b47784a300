//go:build podseal

// Package chart renders a Helm chart whose files are in memory.
package chart

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"time"

	"helm.sh/helm/v4/pkg/chart/loader/archive"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/ignore"
)

// Files are a chart's files by their path below its folder.
type Files map[string][]byte

// entry is what the rules of .helmignore ask of a file or a folder.
type entry struct {
	name   string
	folder bool
}

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return 0 }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return e.folder }
func (e entry) Sys() any           { return nil }
func (e entry) Mode() fs.FileMode {
	if e.folder {
		return fs.ModeDir
	}
	return 0
}

// load reads a chart as Helm reads its folder.
func load(files Files) (*chart.Chart, error) {
	rules := ignore.Empty()
	if text, ok := files[ignore.HelmIgnore]; ok {
		parsed, err := ignore.Parse(bytes.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf(".helmignore: %w", err)
		}
		rules = parsed
	}
	rules.AddDefaults()
	paths := make([]string, 0, len(files))
	for name := range files {
		if !isIgnored(rules, name) {
			paths = append(paths, name)
		}
	}
	sort.Strings(paths)
	buffered := make([]*archive.BufferedFile, 0, len(paths))
	for _, name := range paths {
		data := bytes.TrimPrefix(files[name], []byte("\xef\xbb\xbf"))
		buffered = append(buffered, &archive.BufferedFile{Name: name, Data: data})
	}
	loaded, err := loader.LoadFiles(buffered)
	if err != nil {
		return nil, err
	}
	if loaded.Metadata.Type == "library" {
		return nil, errors.New("a library chart can't be installed")
	}
	return loaded, nil
}

func isIgnored(rules *ignore.Rules, name string) bool {
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		if rules.Ignore(folder, entry{path.Base(folder), true}) {
			return true
		}
	}
	return rules.Ignore(name, entry{path.Base(name), false})
}

// missing names the dependencies of Chart.yaml that are not in charts/.
func missing(loaded *chart.Chart) []string {
	there := map[string]bool{}
	for _, dependency := range loaded.Dependencies() {
		there[dependency.Name()] = true
	}
	names := []string{}
	for _, wanted := range loaded.Metadata.Dependencies {
		if !there[wanted.Name] {
			names = append(names, wanted.Name)
		}
	}
	return names
}
