//go:build podseal

package kustomize

import (
	"encoding/json"
	"fmt"
	"path"
	"sort"
	"strconv"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// place is where something is written.
type place struct {
	file, line int
}

// marker puts places into the comments of texts, which Kustomize carries along.
type marker struct {
	names   []string
	numbers map[string]int
	// values are the scalars that are written at a place: what is another one was changed by Kustomize.
	values map[place]map[string]bool
	// keys are where the mapping or list that holds a place has its key.
	keys map[place]place
}

const markStart = "# @"

func newMarker() *marker {
	return &marker{
		names: []string{}, numbers: map[string]int{}, values: map[place]map[string]bool{}, keys: map[place]place{},
	}
}

func (m *marker) number(file string) int {
	number, ok := m.numbers[file]
	if !ok {
		number = len(m.names)
		m.numbers[file] = number
		m.names = append(m.names, file)
	}
	return number
}

func (p place) comment() string { return fmt.Sprintf("%s%d:%d", markStart, p.file, p.line) }

// placeIn reads a comment.
func placeIn(comment string) (place, bool) {
	file, line, ok := strings.Cut(strings.TrimPrefix(comment, markStart), ":")
	if !ok || !strings.HasPrefix(comment, markStart) {
		return place{}, false
	}
	number, err := strconv.Atoi(file)
	if err != nil {
		return place{}, false
	}
	at, err := strconv.Atoi(line)
	return place{number, at}, err == nil
}

// marked are the files of a plan with places in them. One that can't be read is left as it is.
func (m *marker) marked(p *plan, files map[string][]byte) map[string][]byte {
	found := map[string][]byte{}
	for name, text := range files {
		found[name] = text
	}
	names := make([]string, 0, len(p.roles))
	for name := range p.roles {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		var text []byte
		var err error
		switch p.roles[name] {
		case kustomizationRole:
			text, err = m.inKustomization(name, p)
		case operationsRole:
			text, err = m.inOperations(p.files[name], sheet{m.number(name), 0})
		default:
			text, err = m.inObjects(p.files[name], sheet{m.number(name), 0})
		}
		if err == nil {
			found[name] = text
		}
	}
	return found
}

// sheet is a text in a file, which starts below a line of it.
type sheet struct {
	file, above int
}

func (s sheet) at(node *yaml.Node) place { return place{s.file, s.above + node.Line} }

func (m *marker) inObjects(text []byte, in sheet) ([]byte, error) {
	documents, err := decode(text)
	if err != nil {
		return nil, err
	}
	var roots []*yaml.Node
	for _, document := range documents {
		root := contentOf(document)
		if root == nil || root.Kind != yaml.MappingNode {
			continue
		}
		m.mark(root, in, place{})
		roots = append(roots, root)
	}
	return encode(spread(roots))
}

// spread puts the objects of lists in their places, as Kustomize does, which loses comments there.
func spread(objects []*yaml.Node) []*yaml.Node {
	var found []*yaml.Node
	for len(objects) > 0 {
		object := objects[0]
		objects = objects[1:]
		list := field(object, "items")
		if !strings.HasSuffix(textIn(object, "kind"), "List") || list == nil || list.Kind != yaml.SequenceNode {
			found = append(found, object)
			continue
		}
		objects = append(objects, items(object, "items")...)
	}
	return found
}

// mark notes where what is in a node is written.
func (m *marker) mark(node *yaml.Node, in sheet, key place) {
	node.HeadComment, node.LineComment, node.FootComment = "", "", ""
	switch node.Kind {
	case yaml.MappingNode:
		node.Style = 0
		for i := 0; i+1 < len(node.Content); i += 2 {
			name, value := node.Content[i], node.Content[i+1]
			name.HeadComment, name.LineComment, name.FootComment = "", "", ""
			m.keys[in.at(name)] = key
			if value.Kind == yaml.ScalarNode {
				m.scalar(value, in.at(name))
				continue
			}
			m.mark(value, in, in.at(name))
			switch {
			case len(value.Content) == 0:
				value.LineComment = in.at(name).comment()
			case value.Anchor == "":
				// The printer would put a comment before the anchor, which hides it.
				name.LineComment = in.at(name).comment()
			}
		}
	case yaml.SequenceNode:
		node.Style = 0
		for _, item := range node.Content {
			if item.Kind == yaml.ScalarNode {
				m.keys[in.at(item)] = key
				m.scalar(item, in.at(item))
				continue
			}
			m.mark(item, in, key)
		}
	}
}

func (m *marker) scalar(node *yaml.Node, at place) {
	node.HeadComment, node.FootComment = "", ""
	node.LineComment = at.comment()
	if node.Style&yaml.FoldedStyle != 0 {
		// Not all folded texts are printed as they were.
		node.Style = yaml.LiteralStyle
	}
	m.know(at, node.Value)
}

func (m *marker) know(at place, value string) {
	if m.values[at] == nil {
		m.values[at] = map[string]bool{}
	}
	m.values[at][value] = true
}

// operationsMember is what overlay/patchjson6902 reads.
const operationsMember = "podseal"

// inOperations adds the places to a JSON 6902 patch: its comments are lost on the way.
func (m *marker) inOperations(text []byte, in sheet) ([]byte, error) {
	documents, err := decode(text)
	if err != nil {
		return nil, err
	}
	if len(documents) == 0 {
		return text, nil
	}
	root := contentOf(documents[0])
	if root == nil || root.Kind != yaml.SequenceNode {
		return text, nil
	}
	// A text that begins with `[` is read as JSON.
	root.Style = 0
	for _, operation := range root.Content {
		path := field(operation, "path")
		if path == nil || operation.Kind != yaml.MappingNode {
			continue
		}
		places := map[string]string{"path": in.at(path).comment()}
		if value := field(operation, "value"); value != nil {
			m.collect(value, in, "", places)
		}
		noted, err := json.Marshal(places)
		if err != nil {
			return nil, err
		}
		member, err := yaml.Parse(string(noted))
		if err != nil {
			return nil, err
		}
		operation.Content = append(operation.Content, yaml.NewStringRNode(operationsMember).YNode(), member.YNode())
	}
	return encode(documents[:1])
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// collect has the places of what is in a value by their JSON pointers.
func (m *marker) collect(node *yaml.Node, in sheet, pointer string, places map[string]string) {
	at := in.at(node)
	if node.Kind == yaml.ScalarNode || len(node.Content) == 0 {
		places[pointer] = at.comment()
	}
	if node.Kind == yaml.ScalarNode {
		m.know(at, node.Value)
	}
	if node.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(node.Content); i += 2 {
			name, value := node.Content[i], node.Content[i+1]
			below := pointer + "/" + pointerEscapes.Replace(name.Value)
			m.collect(value, in, below, places)
			places[below] = in.at(name).comment()
			if value.Kind == yaml.ScalarNode {
				m.know(in.at(name), value.Value)
			}
		}
	}
	if node.Kind == yaml.SequenceNode {
		for i, item := range node.Content {
			m.collect(item, in, pointer+"/"+strconv.Itoa(i), places)
		}
	}
}

// inKustomization marks the patches that are texts in a kustomization.
func (m *marker) inKustomization(name string, p *plan) ([]byte, error) {
	documents := p.kustomizations[name]
	file := m.number(name)
	root := contentOf(documents[0])
	for _, key := range []string{"patches", "patchesJson6902"} {
		for _, patch := range items(root, key) {
			m.inPatch(field(patch, "patch"), file)
		}
	}
	for _, patch := range items(root, "patchesStrategicMerge") {
		if strings.Contains(patch.Value, "\n") {
			m.inPatch(patch, file)
		}
	}
	return encode(documents)
}

func (m *marker) inPatch(patch *yaml.Node, file int) {
	if patch == nil || patch.Kind != yaml.ScalarNode {
		return
	}
	// A block's text begins on the line after its indicator.
	in := sheet{file, patch.Line}
	isBlock := patch.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
	if !isBlock {
		in.above--
	}
	mark := m.inObjects
	if isOperations([]byte(patch.Value)) {
		mark = m.inOperations
	}
	if text, err := mark([]byte(patch.Value), in); err == nil {
		patch.Value = string(text)
		patch.Style = yaml.LiteralStyle
	}
}

// shown is a file's name as the repository has it.
func shown(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, mount+"/", ""), mount, path.Base(mount))
}
