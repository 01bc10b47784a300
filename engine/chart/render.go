//go:build podseal

package chart

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"sort"
	"strings"
	"text/template"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"

	"podseal/engine/places"
)

// Rendering is what a chart becomes with one set of values.
type Rendering struct {
	Files  []File         `json:"files"`
	Places []places.Place `json:"places"`
	// Folders are those of the sub-charts in use, with where their values stand in the chart's.
	Folders []Folder `json:"folders"`
	// Missing are the dependencies that are not in charts/: what they make is not in Files.
	Missing []string `json:"missing"`
	// Skipped are the branches of templates that were not executed and may make a container.
	Skipped []Branch `json:"skipped"`
	// Whole is false where the trace came to its bound.
	Whole bool `json:"whole"`
	// Refused is what the schemas of values say against these, line by line.
	Refused []string `json:"refused"`
}

// File is what a template wrote.
type File struct {
	Template string        `json:"template"`
	Text     string        `json:"text"`
	Lines    []places.Line `json:"lines"`
}

// Folder is a chart's: Name is as templates' names start with it.
type Folder struct {
	Name   string `json:"name"`
	Folder string `json:"folder"`
	Values string `json:"values"`
}

// Branch is what stands in a condition of a template, from a line on.
type Branch struct {
	Template string `json:"template"`
	Line     int    `json:"line"`
}

// Options are what helm template is told on its command line.
type Options struct {
	Release   string   `json:"release"`
	Namespace string   `json:"namespace"`
	Values    []string `json:"values"`
}

// Render renders a chart with the values of texts, the later ones over the earlier.
func Render(files Files, options Options) (*Rendering, error) {
	loaded, err := load(files)
	if err != nil {
		return nil, err
	}
	absent := missing(loaded)
	given, err := merged(options.Values)
	if err != nil {
		return nil, err
	}
	if err := chartutil.ProcessDependencies(loaded, given); err != nil {
		return nil, err
	}
	release := common.ReleaseOptions{Name: options.Release, Namespace: options.Namespace, Revision: 1, IsInstall: true}
	// What a schema refuses is rendered all the same: one may name another by its URL, which is not here.
	values, err := util.ToRenderValuesWithSchemaValidation(loaded, given, release, common.DefaultCapabilities, true)
	if err != nil {
		return nil, err
	}
	table, err := values.Table("Values")
	if err != nil {
		return nil, err
	}
	template.StartTrace(table)
	written, err := engine.Render(loaded, values)
	traced := template.StopTrace()
	if err != nil {
		return nil, withMissing(err, absent)
	}
	rendering := collect(written, traced.Frames)
	rendering.Folders, rendering.Missing, rendering.Whole = folders(loaded, files), absent, traced.Whole
	rendering.Skipped = skipped(traced)
	rendering.Refused = refused(util.ValidateAgainstSchema(loaded, table))
	return rendering, nil
}

func refused(err error) []string {
	lines := []string{}
	if err != nil {
		for line := range strings.Lines(err.Error()) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// withMissing says of a chart that can't be rendered what it lacks: that is why, most of the time.
func withMissing(err error, absent []string) error {
	if len(absent) == 0 {
		return err
	}
	return fmt.Errorf("dependencies missing in charts/: %s (%w)", strings.Join(absent, ", "), err)
}

func merged(texts []string) (map[string]any, error) {
	all := map[string]any{}
	for _, text := range texts {
		values, err := loader.LoadValues(strings.NewReader(text))
		if err != nil {
			return nil, err
		}
		all = loader.MergeMaps(all, values)
	}
	return all, nil
}

// What only a container, or a path or namespace of the node, has: a branch that takes containers from the
// values has none of it.
var containerText = regexp.MustCompile(`(?m)\bimage:|\bhostPath:|\bprivileged: *true|\bhost(?:Network|PID|IPC): *true`)

func skipped(traced template.Traced) []Branch {
	found := []Branch{}
	for _, branch := range traced.Skipped {
		if containerText.MatchString(branch.Text) {
			found = append(found, Branch{branch.File, branch.Line})
		}
	}
	sort.Slice(found, func(i, j int) bool {
		a, b := found[i], found[j]
		return a.Template < b.Template || (a.Template == b.Template && a.Line < b.Line)
	})
	return found
}

func collect(written map[string]string, frames []*template.TraceFrame) *Rendering {
	rendering := &Rendering{Files: []File{}, Places: []places.Place{}}
	var table places.Table
	for _, frame := range frames {
		text := written[frame.Name]
		if strings.TrimSpace(text) == "" || path.Base(frame.Name) == "NOTES.txt" {
			continue
		}
		// Helm takes `<no value>` out of what a template wrote: lines stay where they are.
		rendering.Files = append(rendering.Files, File{frame.Name, text, table.Lines(frame)})
	}
	sort.Slice(rendering.Files, func(i, j int) bool { return rendering.Files[i].Template < rendering.Files[j].Template })
	rendering.Places = append(rendering.Places, table.Places...)
	return rendering
}

// folders finds where sub-charts stand: an alias gives one another name than its folder's.
func folders(loaded *chart.Chart, files Files) []Folder {
	found := []Folder{{loaded.ChartFullPath(), "", ""}}
	var visit func(parent *chart.Chart, values string)
	visit = func(parent *chart.Chart, values string) {
		for _, child := range parent.Dependencies() {
			here := values + "/" + escapes.Replace(child.Name())
			if folder, ok := folderOf(child, files); ok {
				found = append(found, Folder{child.ChartFullPath(), folder, here})
			}
			visit(child, here)
		}
	}
	visit(loaded, "")
	sort.Slice(found, func(i, j int) bool { return found[i].Name < found[j].Name })
	return found
}

var escapes = strings.NewReplacer("~", "~0", "/", "~1")

// folderOf finds the folder by the bytes of Chart.yaml, which are the given ones and no copy. One that is in
// an archive has none.
func folderOf(child *chart.Chart, files Files) (string, bool) {
	for _, raw := range child.Raw {
		if raw.Name != "Chart.yaml" || len(raw.Data) == 0 {
			continue
		}
		for name, data := range files {
			data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
			if path.Base(name) == "Chart.yaml" && len(data) > 0 && &data[0] == &raw.Data[0] {
				return path.Dir(name), true
			}
		}
	}
	return "", false
}
