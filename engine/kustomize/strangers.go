//go:build podseal

package kustomize

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/resid"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// missingTarget is how Kustomize says that a strategic merge patch has no object.
var missingTarget = regexp.MustCompile("no matches for Id (\\S+); failed to find")

// missingBase is how it says that a generator adds to what is not there.
var missingBase = regexp.MustCompile(`Name:"([^"]*)", Namespace:"[^"]*"} does not exist; cannot merge or replace`)

// within is how it says whose patch that is; without it, it is one of the root's.
var within = regexp.MustCompile("of path '([^']*)'")

// withoutStrangers changes what is built once Kustomize says that it needs what is left out. False where this is not
// what it says, or where nothing can be changed.
func (p *plan) withoutStrangers(said, root string) bool {
	if found := missingTarget.FindStringSubmatchIndex(said); found != nil {
		return p.withoutPatches(said[found[2]:found[3]], folderIn(said[:found[0]], root))
	}
	if found := missingBase.FindStringSubmatchIndex(said); found != nil {
		return p.withOwnData(said[found[2]:found[3]], folderIn(said[:found[0]], root))
	}
	return false
}

// folderIn is that of the kustomization which an error is about.
func folderIn(said, root string) string {
	if all := within.FindAllStringSubmatch(said, -1); all != nil {
		return path.Clean(all[len(all)-1][1])
	}
	return root
}

// withOwnData lets a generator make what it should add to: no container is made of it.
func (p *plan) withOwnData(name, folder string) bool {
	file := p.kustomizationIn(folder)
	documents := p.kustomizations[file]
	if documents == nil {
		return false
	}
	isChanged := false
	for _, key := range []string{"configMapGenerator", "secretGenerator"} {
		for _, generator := range items(contentOf(documents[0]), key) {
			behavior := field(generator, "behavior")
			if behavior != nil && behavior.Value != "create" && textIn(generator, "name") == name {
				behavior.Value = "create"
				isChanged = true
			}
		}
	}
	p.changed[file] = p.changed[file] || isChanged
	return isChanged
}

// withoutPatches leaves out the strategic merge patches whose objects are in what is left out: those for an object
// that is not there in the kustomization of a folder, and those that name an object which no file can have.
func (p *plan) withoutPatches(id, folder string) bool {
	count := len(p.left)
	known := p.objects()
	for file, documents := range p.kustomizations {
		k := &kustomization{plan: p, file: file, folder: path.Dir(file), root: contentOf(documents[0])}
		isHere := k.folder == folder
		isStranger := func(object *yaml.Node) bool {
			isMeant := isHere && resid.FromRNode(yaml.NewRNode(object)).String() == id
			return isMeant || !known.mayHave(object)
		}
		keep(k.root, "patchesStrategicMerge", func(item *yaml.Node) bool {
			return !slices.ContainsFunc(k.patched(item.Value, item.Value), isStranger) ||
				k.leavePatch(item, nameOf(item.Value))
		})
		keep(k.root, "patches", func(item *yaml.Node) bool {
			name, text := textIn(item, "path"), textIn(item, "patch")
			if field(item, "target") != nil || !slices.ContainsFunc(k.patched(name, text), isStranger) {
				return true
			}
			return k.leavePatch(item, nameOf(name))
		})
	}
	slices.SortFunc(p.left, func(a, b Left) int {
		if order := strings.Compare(a.File, b.File); order != 0 {
			return order
		}
		return a.Line - b.Line
	})
	return len(p.left) > count
}

// leavePatch leaves out a patch, whose file does not show in the build then.
func (k *kustomization) leavePatch(item *yaml.Node, name string) bool {
	if full, inside := k.at(name); name != "" && inside && k.roles[full] == mergeRole {
		delete(k.roles, full)
	}
	return k.leave(item, "patch", name)
}

func nameOf(patch string) string {
	if strings.Contains(patch, "\n") {
		return ""
	}
	return patch
}

// patched are the objects of a patch, in a file or as a text.
func (k *kustomization) patched(name, text string) []*yaml.Node {
	content := []byte(text)
	if name != "" && !strings.Contains(name, "\n") {
		full, _ := k.at(name)
		content = k.files[full]
	}
	documents, err := decode(content)
	if err != nil {
		return nil
	}
	var objects []*yaml.Node
	for _, document := range documents {
		if root := contentOf(document); root != nil && root.Kind == yaml.MappingNode {
			objects = append(objects, root)
		}
	}
	return objects
}

// names are those of the objects that there are, by their kinds.
type names map[string][]string

func (n names) add(kind, name string) { n[kind] = append(n[kind], name) }

func (n names) addObject(object *yaml.Node) {
	n.add(textIn(object, "kind"), textIn(field(object, "metadata"), "name"))
}

// mayHave tells whether there may be an object of this name: it may have got a prefix and a suffix since.
func (n names) mayHave(object *yaml.Node) bool {
	wanted := textIn(field(object, "metadata"), "name")
	return slices.ContainsFunc(n[textIn(object, "kind")], func(name string) bool {
		return name != "" && strings.Contains(wanted, name)
	})
}

// objects are those of the resources, and of what generators make, also under the names that patches give them.
func (p *plan) objects() names {
	known := names{}
	for file, what := range p.roles {
		if what != resourceRole {
			continue
		}
		documents, err := decode(p.files[file])
		if err != nil {
			continue
		}
		for _, document := range documents {
			root := contentOf(document)
			known.addObject(root)
			for _, item := range items(root, "items") {
				known.addObject(item)
			}
		}
	}
	for file, documents := range p.kustomizations {
		k := &kustomization{plan: p, file: file, folder: path.Dir(file), root: contentOf(documents[0])}
		// That of all objects is the name of their Namespace, too.
		known.add("Namespace", textIn(k.root, "namespace"))
		for kind, key := range map[string]string{"ConfigMap": "configMapGenerator", "Secret": "secretGenerator"} {
			for _, generator := range items(k.root, key) {
				known.add(kind, textIn(generator, "name"))
			}
		}
		for _, patch := range items(k.root, "patches") {
			if textIn(field(patch, "options"), "allowNameChange") == "true" {
				for _, object := range k.patched(textIn(patch, "path"), textIn(patch, "patch")) {
					known.addObject(object)
				}
			}
		}
	}
	return known
}
