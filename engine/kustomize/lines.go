//go:build podseal

package kustomize

import (
	"bytes"
	"errors"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// tracer gives the lines of a build their places.
type tracer struct {
	*marker
	images []imageEntry
	lines  [][]int
}

var errOther = errors.New("with places it becomes something else")

// document adds the lines of an object as it is printed, with the places in its marked tree.
func (t *tracer) document(text []byte, marked *yaml.Node) error {
	documents, err := decode(text)
	if err != nil {
		return err
	}
	if len(documents) != 1 || !alike(contentOf(documents[0]), marked) {
		return errOther
	}
	if len(t.lines) > 0 {
		t.lines = append(t.lines, []int{}) // `---`
	}
	lines := make([][]int, bytes.Count(text, []byte("\n")))
	for i := range lines {
		lines[i] = []int{}
	}
	at, ok := t.firstIn(marked)
	d := &document{t, lines}
	d.visit(contentOf(documents[0]), marked, at, ok)
	t.lines = append(t.lines, lines...)
	return nil
}

// alike tells whether a printed node is the marked one. A text of several lines may be another: Kustomize prints its
// trees on the way, and its printer changes some that are folded.
func alike(printed, marked *yaml.Node) bool {
	if printed == nil || marked == nil || printed.Kind != marked.Kind || len(printed.Content) != len(marked.Content) {
		return false
	}
	switch printed.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(printed.Content); i += 2 {
			_, value := pair(marked, printed.Content[i].Value)
			if value == nil || !alike(printed.Content[i+1], value) {
				return false
			}
		}
	case yaml.SequenceNode:
		for i, item := range printed.Content {
			if !alike(item, marked.Content[i]) {
				return false
			}
		}
	case yaml.ScalarNode:
		return printed.Value == marked.Value || strings.Contains(printed.Value, "\n") || sameScalar(printed, marked)
	}
	return true
}

// sameScalar tells whether two nodes are one number, truth or null: JSON, through which objects are printed, has its
// own form of them.
func sameScalar(one, other *yaml.Node) bool {
	var a, b any
	if one.Decode(&a) != nil || other.Decode(&b) != nil {
		return false
	}
	if _, isText := a.(string); isText {
		return false
	}
	var x, y float64
	return a == b || (one.Decode(&x) == nil && other.Decode(&y) == nil && x == y)
}

func rootOf(node *yaml.Node) *yaml.Node {
	if node != nil && node.Kind == yaml.DocumentNode && len(node.Content) > 0 {
		return node.Content[0]
	}
	return node
}

type document struct {
	*tracer
	lines [][]int
}

func (d *document) note(line int, at place) {
	if index := line - 1; index >= 0 && index < len(d.lines) && len(d.lines[index]) == 0 {
		d.lines[index] = []int{at.file, at.line}
	}
}

// visit notes the places of what is in a printed node; at is the place of the node itself, where it has one.
func (d *document) visit(printed, marked *yaml.Node, at place, ok bool) {
	if printed == nil || marked == nil || printed.Kind != marked.Kind {
		return
	}
	switch printed.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(printed.Content); i += 2 {
			key, value := printed.Content[i], printed.Content[i+1]
			markedKey, markedValue := pair(marked, key.Value)
			if markedKey == nil {
				continue
			}
			found, known := d.placeOf(markedKey, markedValue, key.Value)
			if !known {
				found, known = at, ok
			}
			if known {
				d.note(key.Line, found)
				d.rest(value, key.Line, found)
			}
			d.visit(value, markedValue, found, known)
		}
	case yaml.SequenceNode:
		for i, item := range printed.Content {
			if i >= len(marked.Content) {
				return
			}
			found, known := d.placeOf(nil, marked.Content[i], "")
			if !known {
				found, known = at, ok
			}
			if item.Kind == yaml.ScalarNode && known {
				d.note(item.Line, found)
				d.rest(item, item.Line, found)
			}
			d.visit(item, marked.Content[i], found, known)
		}
	}
}

// rest notes the lines of a text that is printed on several.
func (d *document) rest(value *yaml.Node, line int, at place) {
	if value.Kind != yaml.ScalarNode || value.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		return
	}
	for i := range strings.Count(strings.TrimSuffix(value.Value, "\n"), "\n") + 1 {
		d.note(line+1+i, at)
	}
}

func pair(mapping *yaml.Node, name string) (key, value *yaml.Node) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			return mapping.Content[i], mapping.Content[i+1]
		}
	}
	return nil, nil
}

// placeOf is where a value is written; of a mapping or a list, where its key is.
func (t *tracer) placeOf(key, value *yaml.Node, name string) (place, bool) {
	if value.Kind == yaml.ScalarNode {
		at, ok := placeIn(value.LineComment)
		if name == "image" && (!ok || !t.values[at][value.Value]) {
			if entry, found := t.imageFor(value.Value); found {
				return entry, true
			}
		}
		return at, ok
	}
	for _, node := range []*yaml.Node{key, value} {
		if node != nil {
			if at, ok := placeIn(node.LineComment); ok {
				return at, true
			}
		}
	}
	// A patch that brings a mapping keeps the places of what is in it, but not that of its key.
	at, ok := t.firstIn(value)
	if !ok || key == nil {
		return at, ok
	}
	above, known := t.keys[at]
	return above, known && above.line > 0
}

func (t *tracer) firstIn(node *yaml.Node) (place, bool) {
	switch node.Kind {
	case yaml.ScalarNode:
		return placeIn(node.LineComment)
	case yaml.SequenceNode:
		for _, item := range node.Content {
			if at, ok := t.firstIn(item); ok {
				return at, true
			}
		}
	case yaml.MappingNode:
		// What has a name is where its name is.
		if _, name := pair(node, "name"); name != nil && name.Kind == yaml.ScalarNode {
			if at, ok := placeIn(name.LineComment); ok {
				return at, true
			}
		}
		for i := 0; i+1 < len(node.Content); i += 2 {
			if at, ok := t.placeOf(node.Content[i], node.Content[i+1], ""); ok {
				return at, true
			}
		}
	}
	return place{}, false
}

// imageFor is the entry of `images:` that made an image what it is.
func (t *tracer) imageFor(image string) (place, bool) {
	for i := len(t.images) - 1; i >= 0; i-- {
		entry := t.images[i]
		name := entry.newName
		if name == "" {
			name = entry.name
		}
		rest, ok := strings.CutPrefix(image, name)
		isTag := entry.newTag == "" || strings.HasPrefix(rest, ":"+entry.newTag)
		isDigest := entry.digest == "" || strings.HasSuffix(rest, "@"+entry.digest)
		if ok && isTag && isDigest && (rest == "" || rest[0] == ':' || rest[0] == '@') {
			return place{t.number(entry.file), entry.line}, true
		}
	}
	return place{}, false
}
