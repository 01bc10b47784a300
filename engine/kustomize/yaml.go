//go:build podseal

package kustomize

import (
	"bytes"
	"errors"
	"io"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// decode reads the documents of a text; their lines are those of the text.
func decode(text []byte) ([]*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var documents []*yaml.Node
	for {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		documents = append(documents, &document)
	}
}

func encode(documents []*yaml.Node) ([]byte, error) {
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	for _, document := range documents {
		if err := encoder.Encode(document); err != nil {
			return nil, err
		}
	}
	err := encoder.Close()
	return text.Bytes(), err
}

// contentOf is the root of a document; nil where there is none.
func contentOf(document *yaml.Node) *yaml.Node {
	if document.Kind == yaml.DocumentNode && len(document.Content) == 1 {
		return document.Content[0]
	}
	return nil
}

// field is a value of a mapping; nil where it has none of that name.
func field(mapping *yaml.Node, name string) *yaml.Node {
	if mapping == nil || mapping.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			return resolved(mapping.Content[i+1])
		}
	}
	return nil
}

func resolved(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode && node.Alias != nil {
		return node.Alias
	}
	return node
}

func textIn(mapping *yaml.Node, name string) string {
	if value := field(mapping, name); value != nil && value.Kind == yaml.ScalarNode {
		return value.Value
	}
	return ""
}

// items are those of a list in a mapping.
func items(mapping *yaml.Node, name string) []*yaml.Node {
	list := field(mapping, name)
	if list == nil || list.Kind != yaml.SequenceNode {
		return nil
	}
	found := make([]*yaml.Node, len(list.Content))
	for i, item := range list.Content {
		found[i] = resolved(item)
	}
	return found
}

// keep leaves the items of a list in a mapping that a function keeps.
func keep(mapping *yaml.Node, name string, wanted func(item *yaml.Node) bool) {
	list := field(mapping, name)
	if list == nil || list.Kind != yaml.SequenceNode {
		return
	}
	var kept []*yaml.Node
	for _, item := range list.Content {
		if wanted(resolved(item)) {
			kept = append(kept, item)
		}
	}
	list.Content = kept
}
