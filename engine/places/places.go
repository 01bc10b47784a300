//go:build podseal

// Package places says for each line of a rendering which nodes of which templates made it.
package places

import (
	"bytes"
	"fmt"
	"slices"
	"text/template"
)

const (
	maxDepth = 12 // of includes within includes
	maxNear  = 24
	maxAhead = 400 // lines of an include's result that are looked through for a line
)

// Place is a node of a template, and the values that were asked for in it.
type Place struct {
	// File is the template's name as Helm has it; empty in a text that tpl was given.
	File  string   `json:"file,omitempty"`
	Line  int      `json:"line,omitempty"`
	Kind  string   `json:"kind"`
	Paths []string `json:"paths,omitempty"`
}

// Line has the places of a line, by their number in the table.
type Line struct {
	// Start is the chain of nodes, the outermost first, that wrote the line's first character that is no blank.
	Start []int `json:"start,omitempty"`
	// End is that of its last one, where it is another.
	End []int `json:"end,omitempty"`
	// Near are nodes that were evaluated at the line and wrote nothing.
	Near []int `json:"near,omitempty"`
	// Within are the conditions around it, the innermost first.
	Within []int `json:"within,omitempty"`
}

// Table collects places; equal ones have one number.
type Table struct {
	Places []Place
	known  map[string]int
}

func (t *Table) add(span *template.TraceSpan) int {
	place := Place{span.File, span.Line, string(span.Kind), span.Paths}
	return t.number(place)
}

func (t *Table) number(place Place) int {
	key := fmt.Sprint(place)
	if t.known == nil {
		t.known = map[string]int{}
	}
	number, ok := t.known[key]
	if !ok {
		number = len(t.Places)
		t.Places = append(t.Places, place)
		t.known[key] = number
	}
	return number
}

// sheet is a frame's text by lines, with what is known of each.
type sheet struct {
	table  *Table
	lines  [][]byte
	starts []int
	found  []Line
	depth  int
}

// Lines gives each line of what a frame wrote its places.
func (t *Table) Lines(frame *template.TraceFrame) []Line {
	return t.linesAt(frame, 0)
}

func (t *Table) linesAt(frame *template.TraceFrame, depth int) []Line {
	s := &sheet{table: t, lines: bytes.Split(frame.Text, []byte("\n")), depth: depth}
	s.found = make([]Line, len(s.lines))
	if depth > maxDepth {
		return s.found
	}
	offset := 0
	for _, line := range s.lines {
		s.starts = append(s.starts, offset)
		offset += len(line) + 1
	}
	for _, span := range frame.Spans {
		switch {
		case span.End <= span.Start:
			s.near(span)
		case span.Kind == template.TraceText || span.Kind == template.TraceAction:
			s.written(span)
		}
	}
	return s.found
}

func (s *sheet) lineAt(offset int) int {
	low, high := 0, len(s.lines)-1
	for low < high {
		middle := (low + high + 1) / 2
		if s.starts[middle] <= offset {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}

// near notes a node that wrote nothing but asked for a value: that value's key may be what to fill.
func (s *sheet) near(span *template.TraceSpan) {
	line := &s.found[s.lineAt(span.Start)]
	for _, one := range withInner(span) {
		if len(one.Paths) > 0 && len(line.Near) < maxNear {
			line.Near = append(line.Near, s.table.add(one))
		}
	}
}

func withInner(span *template.TraceSpan) []*template.TraceSpan {
	spans := []*template.TraceSpan{span}
	for _, inner := range span.Inner {
		spans = append(spans, inner.Spans...)
	}
	return spans
}

// written notes a node on the lines that it wrote.
func (s *sheet) written(span *template.TraceSpan) {
	first, last := s.lineAt(span.Start), s.lineAt(span.End-1)
	inner := s.innerLines(span, first, last)
	conditions := s.conditions(span)
	for i := first; i <= last; i++ {
		if part := s.part(span, i); len(part) == 0 || s.found[i].Start != nil && isQuote(part) {
			continue
		}
		place := Place{span.File, span.Line, string(span.Kind), span.Paths}
		if span.Kind == template.TraceText {
			place.Line += i - first
		}
		s.note(i, s.table.number(place), inner[i], conditions)
	}
}

// part is what a span wrote on a line, without blanks around it.
func (s *sheet) part(span *template.TraceSpan, index int) []byte {
	start := s.starts[index]
	from := max(span.Start, start) - start
	to := min(span.End, start+len(s.lines[index])) - start
	if from >= to {
		return nil
	}
	return bytes.TrimSpace(s.lines[index][from:to])
}

// isQuote says of what ends a line whether it only closes the value before it.
func isQuote(part []byte) bool {
	return len(part) == 1 && (part[0] == '"' || part[0] == '\'')
}

func (s *sheet) note(index, place int, inner Line, conditions []int) {
	line := &s.found[index]
	start := append([]int{place}, inner.Start...)
	end := start
	if inner.End != nil {
		end = append([]int{place}, inner.End...)
	}
	if line.Start == nil {
		line.Start = start
		if inner.End != nil {
			line.End = end
		}
	} else {
		line.End = end
	}
	line.Near = append(line.Near, inner.Near...)
	for _, around := range [][]int{inner.Within, conditions} {
		for _, number := range around {
			if !slices.Contains(line.Within, number) {
				line.Within = append(line.Within, number)
			}
		}
	}
}

func (s *sheet) conditions(span *template.TraceSpan) []int {
	var numbers []int
	for around := span.Parent; around != nil && len(numbers) < 8; around = around.Parent {
		if len(around.Paths) > 0 || around.Kind == template.TraceCall {
			numbers = append(numbers, s.table.add(around))
		}
	}
	return numbers
}

// innerLines finds the lines of what an action included in what it wrote: indented, or cut at the ends.
func (s *sheet) innerLines(span *template.TraceSpan, first, last int) map[int]Line {
	found := map[int]Line{}
	if len(span.Inner) == 0 {
		return found
	}
	var parts [][]byte
	for i := first; i <= last; i++ {
		parts = append(parts, s.part(span, i))
	}
	for _, inner := range span.Inner {
		if len(inner.Text) == 0 {
			continue
		}
		lines := s.table.linesAt(inner, s.depth+1)
		for outer, index := range align(parts, bytes.Split(inner.Text, []byte("\n"))) {
			if _, known := found[first+outer]; !known {
				found[first+outer] = lines[index]
			}
		}
	}
	return found
}

// align finds for each outer line the inner line that it is but for blanks around it, in their order. Of the
// first one, the outer line may have more before it.
func align(outer, inner [][]byte) map[int]int {
	found := map[int]int{}
	next := 0
	for i, text := range outer {
		if len(text) == 0 {
			continue
		}
		for j := next; j < len(inner) && j < next+maxAhead; j++ {
			candidate := bytes.TrimSpace(inner[j])
			if bytes.Equal(candidate, text) || (i == 0 && len(candidate) > 0 && bytes.HasSuffix(text, candidate)) {
				found[i], next = j, j+1
				break
			}
		}
	}
	return found
}
