//go:build podseal

// Engine renders one Helm chart with several sets of values. It reads a request from standard input and writes
// its answer to standard output, both JSON; src/engine/protocol.ts has their shapes.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"

	"podseal/engine/chart"
)

type request struct {
	// Files are texts; Binaries are all other files, such as charts that are vendored as .tgz.
	Files    map[string]string `json:"files"`
	Binaries map[string][]byte `json:"binaries"`
	Sets     []chart.Options   `json:"sets"`
}

type outcome struct {
	*chart.Rendering
	Error string `json:"error,omitempty"`
}

func main() {
	// What Helm logs is for nobody here.
	log.SetOutput(io.Discard)
	slog.SetDefault(slog.New(slog.DiscardHandler))
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, "engine: the request can't be read:", err)
		os.Exit(2)
	}
	outcomes := make([]outcome, 0, len(asked.Sets))
	for _, options := range asked.Sets {
		rendering, err := chart.Render(filesOf(asked), options)
		if err != nil {
			outcomes = append(outcomes, outcome{Error: err.Error()})
			continue
		}
		outcomes = append(outcomes, outcome{Rendering: rendering})
	}
	answer := json.NewEncoder(os.Stdout)
	answer.SetEscapeHTML(false)
	if err := answer.Encode(map[string]any{"sets": outcomes}); err != nil {
		fmt.Fprintln(os.Stderr, "engine: the answer can't be written:", err)
		os.Exit(2)
	}
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
