//go:build podseal

// This file is laid over kyaml's merge2 when the engine is built (see overlay/main.go). The engine has the place
// of a value in its line comment: a patch that says again what is there already did not set it.

package merge2

import (
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/kustomize/kyaml/yaml/walk"
)

// VisitScalar is the Merger's own, but for the comment.
func (m Merger) VisitScalar(nodes walk.Sources, s *openapi.ResourceSchema) (*yaml.RNode, error) {
	before, ok := podsealComment(nodes)
	merged, err := m.podsealVisitScalar(nodes, s)
	if err != nil || !ok || merged.IsNil() {
		return merged, err
	}
	// One patch can be for many objects: each has its own comment.
	own := merged.Copy()
	own.YNode().LineComment = before
	return own, nil
}

// podsealComment is that of the value which is there, where the patch has the same one.
func podsealComment(nodes walk.Sources) (string, bool) {
	there, patch := nodes.Dest(), nodes.Origin()
	if there.IsNil() || patch.IsNil() {
		return "", false
	}
	one, other := there.YNode(), patch.YNode()
	same := one.Kind == yaml.ScalarNode && other.Kind == yaml.ScalarNode && one.Value == other.Value
	return one.LineComment, same
}

// PodsealSettle gives the comments of keys to their values where these are empty: the YAML printer puts `{}` and `[]`
// on a line below such a comment, where no reader takes them.
func PodsealSettle(node *yaml.Node) {
	if node == nil {
		return
	}
	if node.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(node.Content); i += 2 {
			key, value := node.Content[i], node.Content[i+1]
			isEmpty := value.Kind == yaml.MappingNode || value.Kind == yaml.SequenceNode
			if isEmpty && len(value.Content) == 0 && key.LineComment != "" {
				value.LineComment, key.LineComment = key.LineComment, ""
			}
		}
	}
	for _, child := range node.Content {
		PodsealSettle(child)
	}
}
