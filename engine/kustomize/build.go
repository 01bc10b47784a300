//go:build podseal

package kustomize

import (
	"fmt"
	"path"
	"sort"
	"strings"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/openapi/kubernetesapi"
	"sigs.k8s.io/kustomize/kyaml/yaml/merge2"
)

// Build is what a kustomization becomes.
type Build struct {
	Text string `json:"text"`
	// Files are those that Lines are about.
	Files []string `json:"files"`
	// Lines has for each line of Text the number of a file and a line in it; nothing where that is not known.
	Lines [][]int `json:"lines"`
	// Sources are the files whose objects and patches are in Text.
	Sources []string `json:"sources"`
	Left    []Left   `json:"left"`
	// Untraced is why Lines is empty.
	Untraced string `json:"untraced,omitempty"`
}

// maxPartial bounds how often patches are left out of what is built in part. Most have all of them left out at once.
const maxPartial = 20

// Render builds the kustomization in a folder of files, which have their paths in the repository.
func Render(files map[string][]byte, root string) (*Build, error) {
	root = path.Clean(root)
	p := newPlan(files, root)
	built, err := run(p.built(), root)
	for range maxPartial {
		if err == nil || len(p.left) == 0 || !p.withoutStrangers(err.Error(), root) {
			break
		}
		built, err = run(p.built(), root)
	}
	if err != nil {
		return nil, err
	}
	text, err := built.AsYaml()
	if err != nil {
		return nil, err
	}
	build := &Build{Text: string(text), Files: []string{}, Lines: [][]int{}, Sources: p.sources(), Left: p.left}
	if err := build.trace(p, root, built); err != nil {
		build.Untraced = shown(err.Error())
	}
	return build, nil
}

// run builds as a process of its own would. Kustomize keeps the schema of objects, and adds to it what a kustomization
// brings: such a one is built with nothing kept of others, and nothing is kept of it.
func run(files map[string][]byte, root string) (resmap.ResMap, error) {
	built, err := runOnce(files, root)
	if hasOwnSchema() {
		openapi.ResetOpenAPI()
		built, err = runOnce(files, root)
		openapi.ResetOpenAPI()
	}
	return built, err
}

// runOnce builds with everything off that reaches beyond the files.
func runOnce(files map[string][]byte, root string) (built resmap.ResMap, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("it panics: %v", fault)
		}
	}()
	options := krusty.MakeDefaultOptions()
	// As kubectl orders what it prints.
	options.Reorder = krusty.ReorderOptionUnspecified
	// There are no files but those of the repository.
	options.LoadRestrictions = types.LoadRestrictionsNone
	options.PluginConfig = types.DisabledPluginConfig()
	built, err = krusty.MakeKustomizer(options).Run(newTree(files), path.Join(mount, root))
	if err != nil {
		return nil, fmt.Errorf("%s", shown(err.Error()))
	}
	return built, nil
}

// hasOwnSchema tells whether anything but the schema that is built in was asked for.
func hasOwnSchema() bool {
	return openapi.GetSchemaVersion() != kubernetesapi.DefaultOpenAPI
}

func (p *plan) sources() []string {
	names := make([]string, 0, len(p.roles))
	for name := range p.roles {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// trace builds once more, with places in the comments of what is built.
func (b *Build) trace(p *plan, root string, built resmap.ResMap) error {
	m := newMarker()
	traced, err := run(m.marked(p, p.built()), root)
	if err != nil {
		return err
	}
	objects, marked := built.Resources(), traced.Resources()
	if len(objects) != len(marked) {
		return errOther
	}
	t := tracer{marker: m, images: p.images, lines: [][]int{}}
	for i, object := range objects {
		text, err := object.AsYAML()
		if err != nil {
			return err
		}
		merge2.PodsealSettle(marked[i].YNode())
		if err := t.document(text, rootOf(marked[i].YNode())); err != nil {
			return err
		}
	}
	if count := strings.Count(b.Text, "\n"); len(t.lines) != count {
		return fmt.Errorf("%d lines have places, but there are %d", len(t.lines), count)
	}
	b.Files, b.Lines = m.names, t.lines
	return nil
}
