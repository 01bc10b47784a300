// Overlay writes what is laid over the standard library's text/template for the build of the engine: a copy of
// its exec.go in which five methods have another name, and trace.go, which has methods of theirs.
//
//	go run ./overlay <folder>   writes <folder>/overlay.json, for go build -overlay
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The methods that trace.go wraps, as exec.go has to declare them.
var wrapped = map[string]string{
	"execute":     "func (t *Template) execute(wr io.Writer, data any) (err error)",
	"walk":        "func (s *state) walk(dot reflect.Value, node parse.Node)",
	"evalField":   "func (s *state) evalField(dot reflect.Value, fieldName string, node parse.Node, args []parse.Node, final, receiver reflect.Value) reflect.Value",
	"evalCommand": "func (s *state) evalCommand(dot reflect.Value, cmd *parse.CommandNode, final reflect.Value) reflect.Value",
	"evalArg":     "func (s *state) evalArg(dot reflect.Value, typ reflect.Type, n parse.Node) reflect.Value",
}

func main() {
	if len(os.Args) != 2 {
		fail(errors.New("usage: overlay <folder>"))
	}
	if err := write(os.Args[1]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "overlay:", err)
	os.Exit(1)
}

func write(folder string) error {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	library := filepath.Join(strings.TrimSpace(string(goroot)), "src", "text", "template")
	source := filepath.Join(library, "exec.go")
	text, err := rename(source)
	if err != nil {
		return err
	}
	folder, err = filepath.Abs(folder)
	if err != nil {
		return err
	}
	trace, err := filepath.Abs(filepath.Join("overlay", "template", "trace.go"))
	if err != nil {
		return err
	}
	target := filepath.Join(folder, "exec.go")
	if err := os.WriteFile(target, text, 0o644); err != nil {
		return err
	}
	replace := map[string]string{source: target, filepath.Join(library, "podseal_trace.go"): trace}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "overlay.json"), overlay, 0o644)
}

// rename gives the wrapped methods of a file their other names; it fails where one is not as it is expected.
func rename(path string) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	found := map[string]bool{}
	for _, declaration := range file.Decls {
		method, ok := declaration.(*ast.FuncDecl)
		if !ok || method.Recv == nil || wrapped[method.Name.Name] == "" {
			continue
		}
		signature, err := signatureOf(files, method)
		if err != nil {
			return nil, err
		}
		name := method.Name.Name
		if signature != wrapped[name] || found[name] {
			return nil, fmt.Errorf("%s declares %q: look whether trace.go still fits", path, signature)
		}
		found[name] = true
		method.Name.Name = "podseal" + strings.ToUpper(name[:1]) + name[1:]
	}
	for name := range wrapped {
		if !found[name] {
			return nil, fmt.Errorf("%s has no method %s: look whether trace.go still fits", path, name)
		}
	}
	var text strings.Builder
	if err := format.Node(&text, files, file); err != nil {
		return nil, err
	}
	return []byte(text.String()), nil
}

func signatureOf(files *token.FileSet, method *ast.FuncDecl) (string, error) {
	head := *method
	head.Body, head.Doc = nil, nil
	var text strings.Builder
	err := format.Node(&text, files, &head)
	return text.String(), err
}
