//go:build podseal

// This file is laid over Kustomize's filter for JSON 6902 when the engine is built (see overlay/main.go). The filter
// goes through JSON, which has no comments; the engine has the places of values in them. They are carried over here.

package patchjson6902

import (
	"encoding/json"
	"strconv"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/kustomize/kyaml/yaml/merge2"
)

// podsealPlaces is the member that the engine adds to the operations of a patch: the comments of the operation's
// value, by the JSON pointers of what is in it. The operation's own is at "path".
const podsealPlaces = "podseal"

func (pf Filter) run(node *yaml.RNode) (*yaml.RNode, error) {
	merge2.PodsealSettle(node.YNode())
	before := node.Copy()
	after, err := pf.podsealRun(node)
	if err != nil || after.IsNil() || before.IsNil() {
		return after, err
	}
	carrying := podsealCarrier{pf.podsealOperations()}
	carrying.carry(before.YNode(), after.YNode(), nil)
	return after, nil
}

type podsealOperation struct {
	steps  []string
	places map[string]string
}

func (pf Filter) podsealOperations() []podsealOperation {
	var found []podsealOperation
	for _, operation := range pf.decodedPatch {
		var path string
		var places map[string]string
		if podsealRead(operation["path"], &path) && podsealRead(operation[podsealPlaces], &places) {
			found = append(found, podsealOperation{podsealSteps(path), places})
		}
	}
	return found
}

func podsealRead(raw *json.RawMessage, value any) bool {
	return raw != nil && json.Unmarshal(*raw, value) == nil
}

func podsealSteps(pointer string) []string {
	return strings.Split(strings.TrimPrefix(pointer, "/"), "/")
}

type podsealCarrier struct {
	operations []podsealOperation
}

// carry gives the nodes of a tree that came back from JSON the comments of what they were before, and those
// that a patch brought the comments of the patch.
func (c podsealCarrier) carry(before, after *yaml.Node, steps []string) {
	switch after.Kind {
	case yaml.DocumentNode:
		if before != nil && before.Kind == yaml.DocumentNode {
			before = before.Content[0]
		}
		c.carry(before, after.Content[0], steps)
	case yaml.MappingNode:
		c.carryFields(before, after, steps)
	case yaml.SequenceNode:
		counterparts := podsealCounterparts(before, after)
		for i, item := range after.Content {
			c.carry(counterparts[i], item, append(steps, strconv.Itoa(i)))
		}
	default:
		if before != nil && before.Kind == after.Kind && before.Value == after.Value {
			after.LineComment = before.LineComment
		} else {
			after.LineComment = c.placeAt(steps)
		}
	}
}

func (c podsealCarrier) carryFields(before, after *yaml.Node, steps []string) {
	for i := 0; i+1 < len(after.Content); i += 2 {
		key, value := after.Content[i], after.Content[i+1]
		below := append(steps, strings.NewReplacer("~", "~0", "/", "~1").Replace(key.Value))
		keyBefore, valueBefore := podsealField(before, key.Value)
		if keyBefore != nil {
			key.LineComment = keyBefore.LineComment
		} else if value.Kind != yaml.ScalarNode {
			key.LineComment = c.placeAt(below)
		}
		c.carry(valueBefore, value, below)
	}
}

func podsealField(mapping *yaml.Node, name string) (key, value *yaml.Node) {
	if mapping == nil || mapping.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			return mapping.Content[i], mapping.Content[i+1]
		}
	}
	return nil, nil
}

// placeAt is the comment of what an operation brought to a path: one whose value has something there, one with the
// very path, the last one. An index may have moved since.
func (c podsealCarrier) placeAt(steps []string) string {
	best, comment := 0, ""
	for _, operation := range c.operations {
		exact, ok := podsealLeadsTo(operation.steps, steps)
		if !ok {
			continue
		}
		score, found := 1, operation.places["path"]
		if exact {
			score++
		}
		if brought, ok := operation.places[podsealPointer(steps[len(operation.steps):])]; ok {
			score, found = score+2, brought
		}
		if score >= best {
			best, comment = score, found
		}
	}
	return comment
}

func podsealPointer(steps []string) string {
	var pointer strings.Builder
	for _, step := range steps {
		pointer.WriteString("/" + step)
	}
	return pointer.String()
}

// podsealLeadsTo tells whether steps begin with a path, and whether with its very indices.
func podsealLeadsTo(path, steps []string) (exact, ok bool) {
	if len(path) > len(steps) {
		return false, false
	}
	exact = true
	for i, step := range path {
		if step == steps[i] {
			continue
		}
		exact = false
		_, err := strconv.Atoi(steps[i])
		_, wanted := strconv.Atoi(step)
		if err != nil || (step != "-" && wanted != nil) {
			return false, false
		}
	}
	return exact, true
}

// podsealCounterparts finds for each item of a list what it was before: an equal one, one of the same name, or
// the one at its index where no item came or went.
func podsealCounterparts(before, after *yaml.Node) []*yaml.Node {
	found := make([]*yaml.Node, len(after.Content))
	if before == nil || before.Kind != yaml.SequenceNode {
		return found
	}
	known := map[string][]*yaml.Node{}
	for _, item := range before.Content {
		identity := podsealIdentity(item)
		known[identity] = append(known[identity], item)
	}
	for i, item := range after.Content {
		identity := podsealIdentity(item)
		if same := known[identity]; len(same) > 0 {
			found[i], known[identity] = same[0], same[1:]
		} else if len(before.Content) == len(after.Content) {
			found[i] = before.Content[i]
		}
	}
	return found
}

// podsealIdentity is what tells an item from its neighbors: a scalar itself, of a mapping its name or what its kind
// of list has instead.
func podsealIdentity(item *yaml.Node) string {
	if item.Kind == yaml.ScalarNode {
		return "scalar " + item.Value
	}
	for _, name := range []string{"name", "mountPath", "devicePath", "containerPort", "key"} {
		if _, value := podsealField(item, name); value != nil && value.Kind == yaml.ScalarNode {
			return name + " " + value.Value
		}
	}
	return ""
}
