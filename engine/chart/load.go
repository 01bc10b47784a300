//go:build podseal

// Package chart renders a Helm chart whose files are in memory.
package chart

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"sort"

	"helm.sh/helm/v4/pkg/chart/loader/archive"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/ignore"

	"podseal/engine/entry"
)

// Files are a chart's files by their path below its folder.
type Files map[string][]byte

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
		if rules.Ignore(folder, entry.Folder(folder)) {
			return true
		}
	}
	return rules.Ignore(name, entry.File(name, 0))
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
