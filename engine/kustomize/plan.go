//go:build podseal

package kustomize

import (
	"path"
	"regexp"
	"strings"

	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Left is an entry of a kustomization that is left out of the build.
type Left struct {
	File string `json:"file"`
	Line int    `json:"line"`
	// Kind is why: "remote", "missing", "helm", "plugin", or "patch" for one whose object is left out.
	Kind string `json:"kind"`
	Name string `json:"name"`
}

// role is what a file is for.
type role int

const (
	resourceRole role = iota + 1
	mergeRole
	operationsRole
	kustomizationRole
)

// plan is what a root consists of.
type plan struct {
	files map[string][]byte
	// roles of files below the repository: what else there is, such as what generators read, is data.
	roles  map[string]role
	left   []Left
	images []imageEntry
	// kustomizations by their files, as they are built: without what is left out.
	kustomizations map[string][]*yaml.Node
	changed        map[string]bool
	visited        map[string]bool
}

// imageEntry is one of `images:`.
type imageEntry struct {
	name, newName, newTag, digest string
	file                          string
	line                          int
}

func newPlan(files map[string][]byte, root string) *plan {
	p := &plan{
		files: files, roles: map[string]role{}, left: []Left{}, kustomizations: map[string][]*yaml.Node{},
		changed: map[string]bool{}, visited: map[string]bool{},
	}
	p.visit(root)
	return p
}

// kustomizationIn is the file of a kustomization in a folder; empty where there is none.
func (p *plan) kustomizationIn(folder string) string {
	for _, name := range konfig.RecognizedKustomizationFileNames() {
		if full := path.Join(folder, name); p.files[full] != nil {
			return full
		}
	}
	return ""
}

// visit looks through the kustomization in a folder, and those that it uses.
func (p *plan) visit(folder string) {
	file := p.kustomizationIn(folder)
	if file == "" || p.visited[folder] {
		return
	}
	p.visited[folder] = true
	documents, err := decode(p.files[file])
	if err != nil || len(documents) != 1 {
		return // Kustomize says what is wrong with it
	}
	p.roles[file] = kustomizationRole
	p.kustomizations[file] = documents
	k := &kustomization{plan: p, file: file, folder: folder, root: contentOf(documents[0])}
	for _, key := range []string{"resources", "bases", "components"} {
		keep(k.root, key, func(item *yaml.Node) bool { return k.keepResource(item, key) })
	}
	for _, key := range []string{"generators", "transformers", "validators"} {
		keep(k.root, key, func(item *yaml.Node) bool { return k.keepPlugin(item, key) })
	}
	for _, key := range []string{"helmCharts", "helmChartInflationGenerator"} {
		keep(k.root, key, k.leaveChart)
	}
	k.patches()
	for _, key := range []string{"configMapGenerator", "secretGenerator"} {
		for _, generator := range items(k.root, key) {
			for _, list := range []string{"files", "envs"} {
				keep(generator, list, k.keepData)
			}
			k.keepEnv(generator)
		}
	}
	for _, key := range []string{"images", "imageTags"} {
		for _, entry := range items(k.root, key) {
			p.images = append(p.images, k.image(entry))
		}
	}
}

// keepData leaves out data of ConfigMaps and Secrets that is not there, as secrets seldom are: no container is made
// of it.
func (k *kustomization) keepData(item *yaml.Node) bool {
	name := item.Value
	if _, file, ok := strings.Cut(name, "="); ok {
		name = file
	}
	full, inside := k.at(name)
	if item.Kind != yaml.ScalarNode || (inside && k.files[full] != nil) {
		return true
	}
	k.changed[k.file] = true
	return false
}

func (k *kustomization) keepEnv(generator *yaml.Node) {
	if env := field(generator, "env"); env != nil && !k.keepData(env) {
		env.Value = ""
	}
}

type kustomization struct {
	*plan
	file, folder string
	root         *yaml.Node
}

func (k *kustomization) leave(item *yaml.Node, kind, name string) bool {
	k.left = append(k.left, Left{k.file, item.Line, kind, name})
	k.changed[k.file] = true
	return false
}

// remote tells the name of something elsewhere from that of a file.
var remote = regexp.MustCompile(`://|^git@|^git::|^[\w.-]+@[\w.-]+:|^github\.com[/:]|\?(?:ref|version|timeout)=|\.git(?:/|\?|$)`)

// at is a path in the repository; false where it leads out of it.
func (k *kustomization) at(name string) (string, bool) {
	full := path.Join(k.folder, name)
	return full, !path.IsAbs(name) && full != ".." && !strings.HasPrefix(full, "../")
}

func (k *kustomization) isFolder(full string) bool {
	return k.kustomizationIn(full) != ""
}

func (k *kustomization) keepResource(item *yaml.Node, key string) bool {
	if item.Kind != yaml.ScalarNode {
		return true
	}
	full, inside := k.at(item.Value)
	switch {
	case remote.MatchString(item.Value):
		return k.leave(item, "remote", item.Value)
	case inside && k.files[full] != nil && key != "components":
		k.assign(full, resourceRole)
		return true
	case inside && k.isFolder(full):
		k.visit(full)
		return true
	}
	return k.leave(item, "missing", item.Value)
}

func (p *plan) assign(full string, what role) {
	if p.roles[full] == 0 {
		p.roles[full] = what
	}
}

// keepPlugin leaves out what is no part of Kustomize itself. What checks the result changes nothing.
func (k *kustomization) keepPlugin(item *yaml.Node, key string) bool {
	if item.Kind != yaml.ScalarNode {
		return true
	}
	if key == "validators" {
		k.changed[k.file] = true
		return false
	}
	name := item.Value
	text := []byte(item.Value)
	if !strings.Contains(name, "\n") {
		full, inside := k.at(name)
		if inside && k.isFolder(full) && k.files[full] == nil {
			k.visit(full)
			return true
		}
		if !inside || k.files[full] == nil {
			return k.leave(item, kindOf(name), name)
		}
		text = k.files[full]
	}
	if documents, err := decode(text); err == nil {
		for _, document := range documents {
			if kind, ok := plugin(contentOf(document)); ok {
				return k.leave(item, "plugin", kind)
			}
		}
	}
	return true
}

func kindOf(name string) string {
	if remote.MatchString(name) {
		return "remote"
	}
	return "missing"
}

// plugin names a plugin that would run a program.
func plugin(config *yaml.Node) (string, bool) {
	kind := textIn(config, "kind")
	isBuiltin := textIn(config, "apiVersion") == konfig.BuiltinPluginApiVersion
	if kind == "" || (isBuiltin && kind != "HelmChartInflationGenerator") {
		return "", false
	}
	return kind, true
}

func (k *kustomization) leaveChart(item *yaml.Node) bool {
	name := textIn(item, "name")
	if name == "" {
		name = textIn(item, "chartName")
	}
	return k.leave(item, "helm", name)
}

// patches looks at the files of patches. Of one that is missing, Kustomize says so: without it all may be different.
func (k *kustomization) patches() {
	for _, key := range []string{"patches", "patchesJson6902"} {
		keep(k.root, key, func(item *yaml.Node) bool { return k.keepPatch(item, textIn(item, "path")) })
	}
	keep(k.root, "patchesStrategicMerge", func(item *yaml.Node) bool { return k.keepPatch(item, item.Value) })
}

func (k *kustomization) keepPatch(item *yaml.Node, name string) bool {
	if name == "" || strings.Contains(name, "\n") {
		return true
	}
	if remote.MatchString(name) {
		return k.leave(item, "remote", name)
	}
	k.patchFile(name)
	return true
}

func (k *kustomization) patchFile(name string) {
	full, inside := k.at(name)
	if text := k.files[full]; inside && text != nil {
		if isOperations(text) {
			k.assign(full, operationsRole)
		} else {
			k.assign(full, mergeRole)
		}
	}
}

// isOperations tells a JSON 6902 patch from a strategic merge patch.
func isOperations(text []byte) bool {
	documents, err := decode(text)
	if err != nil || len(documents) == 0 {
		return false
	}
	root := contentOf(documents[0])
	return root != nil && root.Kind == yaml.SequenceNode
}

func (k *kustomization) image(entry *yaml.Node) imageEntry {
	line := entry.Line
	for _, name := range []string{"newName", "newTag", "digest"} {
		if value := field(entry, name); value != nil {
			line = value.Line
		}
	}
	return imageEntry{
		textIn(entry, "name"), textIn(entry, "newName"), textIn(entry, "newTag"), textIn(entry, "digest"), k.file, line,
	}
}

// built are the files that Kustomize is given: the given ones, without what is left out.
func (p *plan) built() map[string][]byte {
	files := map[string][]byte{}
	for name, text := range p.files {
		files[name] = text
	}
	for file := range p.changed {
		if text, err := encode(p.kustomizations[file]); err == nil {
			files[file] = text
		}
	}
	return files
}
