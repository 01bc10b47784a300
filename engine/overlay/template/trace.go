//go:build podseal

// This file is laid over the standard library when the engine is built (see overlay/main.go): it notes which
// node of which template wrote which bytes, and which values were asked for there. It changes no output.

package template

import (
	"io"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

const (
	// traceMaxSpans bounds the memory of a trace: a chart of a thousand objects has some hundred thousand.
	traceMaxSpans = 1_000_000
	traceMaxPaths = 100
	traceMaxDepth = 40
)

// TraceKind says what kind of node a span is of.
type TraceKind string

const (
	TraceText      TraceKind = "text"
	TraceAction    TraceKind = "action"
	TraceCondition TraceKind = "condition" // if, with, range
	TraceCall      TraceKind = "call"      // template
)

// TraceSpan is what a node wrote, from byte Start to byte End of its frame; Start = End where it wrote nothing.
type TraceSpan struct {
	Start, End int
	// File and Line are of the node; File is empty in a text that the function tpl was given, whose line it is.
	File  string
	Line  int
	Kind  TraceKind
	Paths []string
	// Inner are the executions of include and tpl that ended while the node was evaluated.
	Inner []*TraceFrame
	// Parent is the condition or call around it, within the frame.
	Parent *TraceSpan
}

// TraceFrame is one execution: of a file, of an include, of a tpl.
type TraceFrame struct {
	Name  string
	Text  []byte
	Spans []*TraceSpan

	writer io.Writer
	open   []*TraceSpan
}

// Write counts what is written, and keeps it.
func (frame *TraceFrame) Write(text []byte) (int, error) {
	frame.Text = append(frame.Text, text...)
	return frame.writer.Write(text)
}

func (frame *TraceFrame) top() *TraceSpan {
	if len(frame.open) == 0 {
		return nil
	}
	return frame.open[len(frame.open)-1]
}

type traceValue struct {
	pointer uintptr
	length  int
}

type tracer struct {
	stack  []*TraceFrame
	files  map[*parse.Tree]bool
	lines  map[parse.Node]int
	paths  map[traceValue]string
	walked map[*parse.ListNode]bool
	frames []*TraceFrame
	spans  int
}

var trace *tracer

// StartTrace begins a trace of what is executed from now on. The values' paths are JSON pointers into them.
func StartTrace(values map[string]any) {
	trace = &tracer{lines: map[parse.Node]int{}, paths: map[traceValue]string{}, walked: map[*parse.ListNode]bool{}}
	trace.name(reflect.ValueOf(values), "", 0)
}

// Traced is what a trace came to.
type Traced struct {
	// Frames are the outermost executions.
	Frames []*TraceFrame
	// Skipped are the branches of conditions that were never executed, in what was.
	Skipped []TraceBranch
	// Whole says whether all spans are there.
	Whole bool
}

// TraceBranch is what stands in a condition, from its Line on.
type TraceBranch struct {
	File string
	Line int
	Text string
}

// StopTrace ends it.
func StopTrace() Traced {
	traced := Traced{trace.frames, nil, trace.spans < traceMaxSpans}
	for tree := range trace.files {
		if tree != nil && trace.walked[tree.Root] {
			trace.skipped(tree, tree.Root, &traced)
		}
	}
	trace = nil
	return traced
}

func (t *tracer) skipped(tree *parse.Tree, list *parse.ListNode, traced *Traced) {
	if list == nil {
		return
	}
	if !t.walked[list] {
		if len(list.Nodes) > 0 {
			file, line := tree.ParseName, t.lineOf(tree, list.Nodes[0])
			traced.Skipped = append(traced.Skipped, TraceBranch{file, line, list.String()})
		}
		return
	}
	for _, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.IfNode:
			t.skipped(tree, node.List, traced)
			t.skipped(tree, node.ElseList, traced)
		case *parse.WithNode:
			t.skipped(tree, node.List, traced)
			t.skipped(tree, node.ElseList, traced)
		case *parse.RangeNode:
			t.skipped(tree, node.List, traced)
			t.skipped(tree, node.ElseList, traced)
		}
	}
}

func (t *Template) execute(writer io.Writer, data any) error {
	if trace == nil {
		return t.podsealExecute(writer, data)
	}
	if trace.files == nil {
		// All files have been parsed by now; a tree that is not among them is of a text that tpl was given.
		trace.files = map[*parse.Tree]bool{}
		for _, file := range t.Templates() {
			trace.files[file.Tree] = true
		}
	}
	frame := &TraceFrame{Name: t.Name(), writer: writer}
	trace.stack = append(trace.stack, frame)
	defer trace.leave(len(trace.stack) - 1)
	return t.podsealExecute(frame, data)
}

func (t *tracer) leave(depth int) {
	frame := t.stack[depth]
	t.stack = t.stack[:depth]
	if depth == 0 {
		t.frames = append(t.frames, frame)
		return
	}
	if around := t.stack[depth-1].top(); around != nil {
		around.Inner = append(around.Inner, frame)
	}
}

func (s *state) walk(dot reflect.Value, node parse.Node) {
	if list, ok := node.(*parse.ListNode); ok && trace != nil {
		trace.walked[list] = true
	}
	frame, ok := s.wr.(*TraceFrame)
	kind := kindOf(node)
	if !ok || trace == nil || kind == "" || trace.spans >= traceMaxSpans {
		s.podsealWalk(dot, node)
		return
	}
	trace.spans++
	span := &TraceSpan{Start: len(frame.Text), Kind: kind, Parent: frame.top()}
	span.File, span.Line = trace.place(s.tmpl, node)
	frame.Spans = append(frame.Spans, span)
	depth := len(frame.open)
	frame.open = append(frame.open, span)
	// A break or continue of a range passes here as a panic.
	defer func() {
		span.End = len(frame.Text)
		frame.open = frame.open[:depth]
	}()
	s.podsealWalk(dot, node)
}

func kindOf(node parse.Node) TraceKind {
	switch node.(type) {
	case *parse.ActionNode:
		return TraceAction
	case *parse.TextNode:
		return TraceText
	case *parse.IfNode, *parse.WithNode, *parse.RangeNode:
		return TraceCondition
	case *parse.TemplateNode:
		return TraceCall
	}
	return ""
}

func (t *tracer) place(template *Template, node parse.Node) (string, int) {
	tree := template.Tree
	if tree == nil {
		return "", 0
	}
	if !t.files[tree] {
		// A text is parsed each time that it is given: its nodes are not met again.
		return "", lineIn(tree, node)
	}
	return tree.ParseName, t.lineOf(tree, node)
}

func (t *tracer) lineOf(tree *parse.Tree, node parse.Node) int {
	line, ok := t.lines[node]
	if !ok {
		line = lineIn(tree, node)
		t.lines[node] = line
	}
	return line
}

func lineIn(tree *parse.Tree, node parse.Node) int {
	location, _ := tree.ErrorContext(node)
	parts := strings.Split(location, ":")
	if len(parts) < 3 {
		return 0
	}
	line, _ := strconv.Atoi(parts[len(parts)-2])
	return line
}

func (s *state) evalField(dot reflect.Value, fieldName string, node parse.Node, args []parse.Node, final, receiver reflect.Value) reflect.Value {
	result := s.podsealEvalField(dot, fieldName, node, args, final, receiver)
	if trace != nil {
		if path, ok := trace.pathOf(receiver); ok {
			trace.note(traceJoin(path, fieldName))
		} else {
			trace.see(result)
		}
	}
	return result
}

func (s *state) evalCommand(dot reflect.Value, cmd *parse.CommandNode, final reflect.Value) reflect.Value {
	result := s.podsealEvalCommand(dot, cmd, final)
	if trace != nil {
		trace.see(result)
	}
	return result
}

func (s *state) evalArg(dot reflect.Value, typ reflect.Type, node parse.Node) reflect.Value {
	result := s.podsealEvalArg(dot, typ, node)
	if trace != nil {
		trace.see(result)
	}
	return result
}

// name gives each map and list of the values its path: what templates pass around keeps its identity.
func (t *tracer) name(value reflect.Value, path string, depth int) {
	key, ok := identity(value)
	if !ok || depth > traceMaxDepth {
		return
	}
	if _, known := t.paths[key]; known {
		return
	}
	t.paths[key] = path
	value = concrete(value)
	if value.Kind() == reflect.Slice {
		for i := range value.Len() {
			t.name(value.Index(i), traceJoin(path, strconv.Itoa(i)), depth+1)
		}
		return
	}
	for entries := value.MapRange(); entries.Next(); {
		if name := concrete(entries.Key()); name.Kind() == reflect.String {
			t.name(entries.Value(), traceJoin(path, name.String()), depth+1)
		}
	}
}

func concrete(value reflect.Value) reflect.Value {
	for value.IsValid() && value.Kind() == reflect.Interface {
		value = value.Elem()
	}
	return value
}

// identity tells a map or a list that is not empty from all others.
func identity(value reflect.Value) (traceValue, bool) {
	value = concrete(value)
	if !value.IsValid() {
		return traceValue{}, false
	}
	switch value.Kind() {
	case reflect.Map:
		return traceValue{pointer: value.Pointer()}, value.Pointer() != 0
	case reflect.Slice:
		return traceValue{value.Pointer(), value.Len()}, value.Len() > 0
	}
	return traceValue{}, false
}

func (t *tracer) pathOf(value reflect.Value) (string, bool) {
	key, ok := identity(value)
	if !ok {
		return "", false
	}
	path, ok := t.paths[key]
	return path, ok
}

func (t *tracer) see(value reflect.Value) {
	if path, ok := t.pathOf(value); ok {
		t.note(path)
	}
}

func (t *tracer) note(path string) {
	if path == "" || len(t.stack) == 0 {
		return
	}
	span := t.stack[len(t.stack)-1].top()
	if span == nil || len(span.Paths) >= traceMaxPaths {
		return
	}
	if last := len(span.Paths) - 1; last >= 0 {
		if span.Paths[last] == path {
			return
		}
		// A longer path replaces its start, which was asked for just before.
		if strings.HasPrefix(path, span.Paths[last]+"/") {
			span.Paths[last] = path
			return
		}
	}
	span.Paths = append(span.Paths, path)
}

var traceEscapes = strings.NewReplacer("~", "~0", "/", "~1")

func traceJoin(path, key string) string {
	return path + "/" + traceEscapes.Replace(key)
}
