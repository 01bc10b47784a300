package main

import (
	"context"
	"encoding/json"
	"fmt"

	admissionregistration "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/admission"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/client-go/applyconfigurations"
	"k8s.io/client-go/kubernetes/scheme"
)

// Defaults are policies that change pods, with pods as they come in and as they should be stored.
type Defaults struct {
	Name     string                                          `json:"name"`
	Policies []admissionregistration.MutatingAdmissionPolicy `json:"policies"`
	Cases    []Mutation                                      `json:"cases"`
}

// Mutation is a pod before and after.
type Mutation struct {
	Object   json.RawMessage `json:"object"`
	Expected json.RawMessage `json:"expected"`
}

// Mutator is a policy as the API server applies it.
type Mutator struct {
	compiler *plugincel.CompositedCompiler
	matcher  matchconditions.Matcher
	patchers []patch.Patcher
}

var converter = applyconfigurations.NewTypeConverter(scheme.Scheme)

// mutator puts a policy together as the admission plugin does (mutating/compilation.go).
func mutator(policy *admissionregistration.MutatingAdmissionPolicy) (Mutator, error) {
	compiler, err := plugincel.NewCompositedCompiler(environments)
	if err != nil {
		return Mutator{}, err
	}
	options := plugincel.OptionalVariableDeclarations{HasAuthorizer: true}
	var variables []plugincel.NamedExpressionAccessor
	for _, variable := range policy.Spec.Variables {
		variables = append(variables, &validating.Variable{Name: variable.Name, Expression: variable.Expression})
	}
	mode := environment.NewExpressions
	compiler.CompileAndStoreVariables(variables, options, mode)
	var conditions []plugincel.ExpressionAccessor
	for index := range policy.Spec.MatchConditions {
		condition := matchconditions.MatchCondition(policy.Spec.MatchConditions[index])
		conditions = append(conditions, &condition)
	}
	compiled := compiler.CompileCondition(conditions, options, mode)
	if faults := compiled.CompilationErrors(); len(faults) > 0 {
		return Mutator{}, fmt.Errorf("%v", faults)
	}
	made := Mutator{
		compiler: compiler,
		matcher:  matchconditions.NewMatcher(compiled, policy.Spec.FailurePolicy, "policy", "mutate", policy.Name),
	}
	options.HasPatchTypes = true
	for _, mutation := range policy.Spec.Mutations {
		if mutation.ApplyConfiguration == nil {
			return Mutator{}, fmt.Errorf("a mutation of type %s", mutation.PatchType)
		}
		accessor := &patch.ApplyConfigurationCondition{Expression: mutation.ApplyConfiguration.Expression}
		evaluator := compiler.CompileMutatingEvaluator(accessor, options, mode)
		if faults := evaluator.CompilationErrors(); len(faults) > 0 {
			return Mutator{}, fmt.Errorf("%v", faults)
		}
		made.patchers = append(made.patchers, patch.NewApplyConfigurationPatcher(evaluator))
	}
	return made, nil
}

// apply returns the pod as a policy leaves it.
func (m Mutator) apply(object runtime.Object) (runtime.Object, error) {
	subject, err := subjectOf(object, corev1.SchemeGroupVersion.WithKind("Pod"))
	if err != nil {
		return nil, err
	}
	// The variables are in it.
	scope := m.compiler.CreateContext(context.Background())
	match := m.matcher.Match(scope, subject.attributes, nil, nil)
	if match.Error != nil || !match.Matches {
		return object, match.Error
	}
	for _, patcher := range m.patchers {
		object, err = patcher.Patch(scope, patch.Request{
			MatchedResource:     subject.resource,
			VersionedAttributes: subject.attributes,
			ObjectInterfaces:    admission.NewObjectInterfacesFromScheme(scheme.Scheme),
			TypeConverter:       converter,
		}, budget)
		if err != nil {
			return nil, err
		}
		if object, err = asPod(object); err != nil {
			return nil, err
		}
		if subject, err = subjectOf(object, corev1.SchemeGroupVersion.WithKind("Pod")); err != nil {
			return nil, err
		}
	}
	return object, nil
}

// mutate compares what policies make of pods with what is expected, and that they change it once.
func mutate(set Defaults, report *Report) {
	var mutators []Mutator
	for index := range set.Policies {
		made, err := mutator(&set.Policies[index])
		if err != nil {
			report.fault("%s does not compile: %v", set.Policies[index].Name, err)
			continue
		}
		mutators = append(mutators, made)
	}
	report.policies += len(mutators)
	for _, one := range set.Cases {
		object, _, err := scheme.Codecs.UniversalDeserializer().Decode(one.Object, nil, nil)
		if err != nil {
			report.fault("the API server would not read an object: %v: %s", err, one.Object)
			continue
		}
		expected, _, err := scheme.Codecs.UniversalDeserializer().Decode(one.Expected, nil, nil)
		if err != nil {
			report.fault("the API server would not read an object: %v: %s", err, one.Expected)
			continue
		}
		// The second time is the reinvocation.
		for range 2 {
			for _, made := range mutators {
				if object, err = made.apply(object); err != nil {
					break
				}
			}
			if err != nil {
				report.fault("%v: on %s", err, one.Object)
				break
			}
			report.mutations++
			if !equality.Semantic.DeepEqual(typed(object), typed(expected)) {
				found, _ := json.Marshal(object)
				report.fault("becomes %s, expected %s", found, one.Expected)
			}
		}
	}
}

// typed is a pod without what tells only how it was written.
func typed(object runtime.Object) *corev1.Pod {
	pod, isPod := object.(*corev1.Pod)
	if !isPod {
		return nil
	}
	pod = pod.DeepCopy()
	pod.TypeMeta = metav1.TypeMeta{}
	return pod
}

// asPod reads the answer of a patch, which has no type.
func asPod(object runtime.Object) (runtime.Object, error) {
	patched, isData := object.(*unstructured.Unstructured)
	if !isData {
		return object, nil
	}
	pod := &corev1.Pod{}
	return pod, runtime.DefaultUnstructuredConverter.FromUnstructured(patched.Object, pod)
}
