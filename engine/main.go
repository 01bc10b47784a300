//go:build podseal

// Engine renders one Helm chart with several sets of values, or builds kustomizations, each apart. It reads a request from standard
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
	// Kind is "chart" or "kustomizations".
	Kind string `json:"kind"`
	texts
	// Sets are those of the chart.
	Sets []chart.Options `json:"sets"`
	// Roots are the kustomizations, each with files of its own.
	Roots []struct {
		texts
		// Root is its folder.
		Root string `json:"root"`
	} `json:"roots"`
}

type texts struct {
	// Files are texts; Binaries are all other files, such as charts that are vendored as .tgz.
	Files    map[string]string `json:"files"`
	Binaries map[string][]byte `json:"binaries"`
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
			rendering, err := chart.Render(asked.bytes(), options)
			if err != nil {
				outcomes = append(outcomes, outcome{Error: err.Error()})
				continue
			}
			outcomes = append(outcomes, outcome{Rendering: rendering})
		}
		return map[string]any{"sets": outcomes}
	case "kustomizations":
		builds := make([]any, 0, len(asked.Roots))
		for _, one := range asked.Roots {
			build, err := kustomize.Render(one.bytes(), one.Root)
			if err != nil {
				builds = append(builds, map[string]any{"error": err.Error()})
				continue
			}
			builds = append(builds, build)
		}
		return map[string]any{"builds": builds}
	}
	fail("a request is for a chart or for kustomizations")
	return nil
}

// bytes makes the bytes of the files anew: a rendering may keep what it was given.
func (t texts) bytes() chart.Files {
	files := chart.Files{}
	for name, text := range t.Files {
		files[name] = []byte(text)
	}
	for name, data := range t.Binaries {
		files[name] = data
	}
	return files
}
