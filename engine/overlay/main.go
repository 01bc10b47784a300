// Overlay writes what is laid over sources of others for the build of the engine: copies of three of their files
// in which some methods have another name, and files of ours, which have methods of theirs.
//
//	go run ./overlay <folder>   writes overlay.json, for go build -overlay, and go.mod, for -modfile
//
// Go lays nothing over the files of a module. Such a module gets another place, in which there is nothing but what
// is laid there: its own files, with ours among them.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// layer is what is laid over a package.
type layer struct {
	pkg string
	// file is where the package declares the methods that a file of ours wraps, as they have to be there.
	file    string
	wrapped map[string]string
	ours    string
}

var layers = []layer{
	{
		pkg:  "text/template",
		file: "exec.go",
		wrapped: map[string]string{
			"execute":     "func (t *Template) execute(wr io.Writer, data any) (err error)",
			"walk":        "func (s *state) walk(dot reflect.Value, node parse.Node)",
			"evalField":   "func (s *state) evalField(dot reflect.Value, fieldName string, node parse.Node, args []parse.Node, final, receiver reflect.Value) reflect.Value",
			"evalCommand": "func (s *state) evalCommand(dot reflect.Value, cmd *parse.CommandNode, final reflect.Value) reflect.Value",
			"evalArg":     "func (s *state) evalArg(dot reflect.Value, typ reflect.Type, n parse.Node) reflect.Value",
		},
		ours: "overlay/template/trace.go",
	},
	{
		pkg:  "sigs.k8s.io/kustomize/kyaml/yaml/merge2",
		file: "merge2.go",
		wrapped: map[string]string{
			"VisitScalar": "func (m Merger) VisitScalar(nodes walk.Sources, s *openapi.ResourceSchema) (*yaml.RNode, error)",
		},
		ours: "overlay/merge2/keep.go",
	},
	{
		pkg:  "sigs.k8s.io/kustomize/api/filters/patchjson6902",
		file: "patchjson6902.go",
		wrapped: map[string]string{
			"run": "func (pf Filter) run(node *yaml.RNode) (*yaml.RNode, error)",
		},
		ours: "overlay/patchjson6902/carry.go",
	},
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

// virtual is where a module is for the build, below this one's folder.
const virtual = "virtual"

func write(folder string) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	replace, moved := map[string]string{}, map[string]string{}
	for _, one := range layers {
		found, err := one.find()
		if err != nil {
			return err
		}
		if err := one.write(folder, found, replace); err != nil {
			return err
		}
		if found.Module.Path != "" {
			moved[found.Module.Path] = found.Module.Dir
		}
	}
	for module, there := range moved {
		if err := move(there, filepath.Join(virtual, filepath.FromSlash(module)), replace); err != nil {
			return err
		}
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "overlay.json"), overlay, 0o644); err != nil {
		return err
	}
	return writeModules(folder, slices.Sorted(maps.Keys(moved)))
}

// writeModules writes go.mod and go.sum with the places of modules.
func writeModules(folder string, moved []string) error {
	text, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	for _, module := range moved {
		text = fmt.Appendf(text, "replace %s => ./%s/%s\n", module, virtual, module)
	}
	if err := os.WriteFile(filepath.Join(folder, "go.mod"), text, 0o644); err != nil {
		return err
	}
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "go.sum"), sums, 0o644)
}

// move gives the files of a module another place. What is laid over one of them is laid over it there.
func move(there, to string, replace map[string]string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	return filepath.WalkDir(there, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		below, err := filepath.Rel(there, path)
		if err != nil {
			return err
		}
		if target := filepath.Join(to, below); replace[target] == "" {
			replace[target] = path
		}
		return nil
	})
}

// found is where a package is.
type found struct {
	Dir    string
	Module struct{ Path, Dir string }
}

func (l layer) find() (found, error) {
	var where found
	list := exec.Command("go", "list", "-find", "-json=Dir,Module", l.pkg)
	list.Stderr = os.Stderr
	answer, err := list.Output()
	if err != nil {
		return where, fmt.Errorf("go list %s: %w", l.pkg, err)
	}
	return where, json.Unmarshal(answer, &where)
}

// write notes where the copy and our file are laid.
func (l layer) write(folder string, where found, replace map[string]string) error {
	text, err := l.rename(filepath.Join(where.Dir, l.file))
	if err != nil {
		return err
	}
	ours, err := filepath.Abs(filepath.FromSlash(l.ours))
	if err != nil {
		return err
	}
	target := where.Dir
	if where.Module.Path != "" {
		if target, err = filepath.Abs(filepath.Join(virtual, filepath.FromSlash(l.pkg))); err != nil {
			return err
		}
	}
	written := filepath.Join(folder, filepath.Base(l.pkg)+"_"+l.file)
	replace[filepath.Join(target, l.file)] = written
	replace[filepath.Join(target, "podseal_"+filepath.Base(ours))] = ours
	return os.WriteFile(written, text, 0o644)
}

// rename gives the wrapped methods of a file their other names; it fails where one is not as it is expected.
func (l layer) rename(path string) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	found := map[string]bool{}
	for _, declaration := range file.Decls {
		method, ok := declaration.(*ast.FuncDecl)
		if !ok || method.Recv == nil || l.wrapped[method.Name.Name] == "" {
			continue
		}
		signature, err := signatureOf(files, method)
		if err != nil {
			return nil, err
		}
		name := method.Name.Name
		if signature != l.wrapped[name] || found[name] {
			return nil, fmt.Errorf("%s declares %q: look whether %s still fits", path, signature, l.ours)
		}
		found[name] = true
		method.Name.Name = "podseal" + strings.ToUpper(name[:1]) + name[1:]
	}
	for name := range l.wrapped {
		if !found[name] {
			return nil, fmt.Errorf("%s has no method %s: look whether %s still fits", path, name, l.ours)
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
