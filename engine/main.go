//go:build podseal

// Engine renders one Helm chart with several sets of values, or one kustomization. It reads a request from standard
// input and writes its answer to standard output, both JSON; src/engine/protocol.ts has their shapes.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"

	"podseal/engine/chart"
	"podseal/engine/kustomize"
)

type request struct {
	// Kind is "chart" or "kustomization".
	Kind string `json:"kind"`
	// Files are texts; Binaries are all other files, such as charts that are vendored as .tgz.
	Files    map[string]string `json:"files"`
	Binaries map[string][]byte `json:"binaries"`
	// Sets are those of a chart; Root is the folder of a kustomization.
	Sets []chart.Options `json:"sets"`
	Root string          `json:"root"`
}

type outcome struct {
	*chart.Rendering
	Error string `json:"error,omitempty"`
}

func main() {
	// What Helm and Kustomize log is for nobody here.
	log.SetOutput(io.Discard)
	slog.SetDefault(slog.New(slog.DiscardHandler))
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fail("the request can't be read: " + err.Error())
	}
	answer := json.NewEncoder(os.Stdout)
	answer.SetEscapeHTML(false)
	if err := answer.Encode(answerTo(asked)); err != nil {
		fail("the answer can't be written: " + err.Error())
	}
}

func fail(why string) {
	fmt.Fprintln(os.Stderr, "engine:", why)
	os.Exit(2)
}

func answerTo(asked request) any {
	switch asked.Kind {
	case "chart":
		outcomes := make([]outcome, 0, len(asked.Sets))
		for _, options := range asked.Sets {
			rendering, err := chart.Render(filesOf(asked), options)
			if err != nil {
				outcomes = append(outcomes, outcome{Error: err.Error()})
				continue
			}
			outcomes = append(outcomes, outcome{Rendering: rendering})
		}
		return map[string]any{"sets": outcomes}
	case "kustomization":
		build, err := kustomize.Render(filesOf(asked), asked.Root)
		if err != nil {
			return map[string]any{"error": err.Error()}
		}
		return build
	}
	fail("a request is for a chart or a kustomization")
	return nil
}

// filesOf makes the bytes of the files anew: a rendering may keep what it was given.
func filesOf(asked request) chart.Files {
	files := chart.Files{}
	for name, text := range asked.Files {
		files[name] = []byte(text)
	}
	for name, data := range asked.Binaries {
		files[name] = data
	}
	return files
}
