// Command apiserver decides objects with the API server's own code: its compiler of
// ValidatingAdmissionPolicies, with its cost limits and type checks, its patches of
// MutatingAdmissionPolicies, and Pod Security Admission.
//
// It reads cases as JSON from standard input, and prints one line for each decision that is not as
// expected, and then what it did.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	admissionregistration "k8s.io/api/admissionregistration/v1"
)

// Input is what is to be decided.
type Input struct {
	Sets     []Set      `json:"sets"`
	Defaults []Defaults `json:"defaults"`
}

// Set is policies with objects, and what is expected of both.
type Set struct {
	Name     string                                            `json:"name"`
	Policies []admissionregistration.ValidatingAdmissionPolicy `json:"policies"`
	Cases    []Case                                            `json:"cases"`
	// Level and Version are of the Pod Security Standard that refuses the same; empty for none.
	Level   string `json:"level"`
	Version string `json:"version"`
}

// Case is an object with the names of the policies that should refuse it.
type Case struct {
	Object  json.RawMessage `json:"object"`
	Refused []string        `json:"refused"`
}

func main() {
	var input Input
	if err := json.NewDecoder(os.Stdin).Decode(&input); err != nil {
		fmt.Fprintln(os.Stderr, "The cases are no JSON:", err)
		os.Exit(2)
	}
	report := &Report{}
	for _, set := range input.Sets {
		report.set = set.Name
		decide(set, report)
	}
	for _, set := range input.Defaults {
		report.set = set.Name
		mutate(set, report)
	}
	fmt.Printf("%d decisions of %d policies on %d objects, %d of Pod Security Admission, %d mutations; "+
		"%d faults; the dearest took %d of %d\n", report.decisions, report.policies, report.objects,
		report.levels, report.mutations, report.faults, report.cost, budget)
	if report.faults > 0 || report.decisions == 0 || report.mutations == 0 {
		os.Exit(1)
	}
}

// Report counts what was done, and prints what is wrong.
type Report struct {
	set       string
	decisions int
	policies  int
	objects   int
	levels    int
	mutations int
	faults    int
	cost      int64
}

// maxPrinted is enough to see what kind of fault it is.
const maxPrinted = 20

func (r *Report) fault(format string, values ...any) {
	r.faults++
	if r.faults <= maxPrinted {
		fmt.Printf("%s: %s\n", r.set, fmt.Sprintf(format, values...))
	}
}
