package main

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
	psa "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// decide compares the decisions on the objects of a set with what is expected.
func decide(set Set, report *Report) {
	var policies []Compiled
	for index := range set.Policies {
		one := &set.Policies[index]
		compiled, faults := compile(one)
		for _, fault := range faults {
			report.fault("%s does not compile: %v", one.Name, fault)
		}
		for _, warning := range typeWarnings(one) {
			report.fault("%s has a warning: %s", one.Name, warning)
		}
		if len(faults) == 0 {
			policies = append(policies, compiled)
		}
	}
	report.policies += len(policies)
	for _, one := range set.Cases {
		decideCase(set, policies, one, report)
	}
}

func decideCase(set Set, policies []Compiled, one Case, report *Report) {
	// As the API server: what is in no field of the type is dropped, and so is what is empty.
	object, kind, err := scheme.Codecs.UniversalDeserializer().Decode(one.Object, nil, nil)
	if err != nil {
		report.fault("the API server would not read an object: %v: %s", err, one.Object)
		return
	}
	subject, err := subjectOf(object, *kind)
	if err != nil {
		report.fault("%v", err)
		return
	}
	report.objects++
	for _, compiled := range policies {
		refused, fault := compiled.refuses(subject)
		report.decisions++
		report.cost = max(report.cost, compiled.cost(subject))
		if fault != "" {
			report.fault("%s: %s: on %s", compiled.name, fault, one.Object)
		} else if refused != slices.Contains(one.Refused, compiled.name) {
			report.fault("%s refuses: %t, expected: %t, on %s", compiled.name, refused, !refused, one.Object)
		}
	}
	if set.Level != "" {
		decideLevel(set, object, one, report)
	}
}

var levels = func() policy.Evaluator {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		panic(err)
	}
	return evaluator
}()

// decideLevel asks Pod Security Admission for the same.
func decideLevel(set Set, object runtime.Object, one Case, report *Report) {
	pod, isPod := object.(*corev1.Pod)
	if !isPod {
		return
	}
	level, err := psa.ParseLevel(set.Level)
	if err != nil {
		report.fault("%v", err)
		return
	}
	version, err := psa.ParseVersion(set.Version)
	if err != nil {
		report.fault("%v", err)
		return
	}
	results := levels.EvaluatePod(psa.LevelVersion{Level: level, Version: version}, &pod.ObjectMeta, &pod.Spec)
	var reasons []string
	for _, result := range results {
		if !result.Allowed {
			reasons = append(reasons, result.ForbiddenReason)
		}
	}
	report.levels++
	if (len(reasons) > 0) != (len(one.Refused) > 0) {
		report.fault("level %s %s refuses: %s; expected: %s; on %s", set.Level, set.Version,
			strings.Join(reasons, ", "), strings.Join(one.Refused, ", "), one.Object)
	}
}
