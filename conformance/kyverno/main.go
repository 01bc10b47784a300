// Command kyverno decides objects with Kyverno's own code: its compiler and engine of
// ValidatingPolicies, and its engine of ClusterPolicies.
//
// It reads cases as JSON from standard input, and prints one line for each decision that is not as
// expected, and then what it did.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	admissionv1 "k8s.io/api/admission/v1"
	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/controller-runtime/pkg/log"

	"github.com/go-logr/logr"
	policiesv1beta1 "github.com/kyverno/api/api/policies.kyverno.io/v1beta1"
	kyvernov1 "github.com/kyverno/kyverno/api/kyverno/v1"
	celengine "github.com/kyverno/kyverno/pkg/cel/engine"
	"github.com/kyverno/kyverno/pkg/cel/libs"
	"github.com/kyverno/kyverno/pkg/cel/matching"
	vpolcompiler "github.com/kyverno/kyverno/pkg/cel/policies/vpol/compiler"
	vpolengine "github.com/kyverno/kyverno/pkg/cel/policies/vpol/engine"
	"github.com/kyverno/kyverno/pkg/config"
	"github.com/kyverno/kyverno/pkg/engine"
	engineapi "github.com/kyverno/kyverno/pkg/engine/api"
	"github.com/kyverno/kyverno/pkg/engine/factories"
	"github.com/kyverno/kyverno/pkg/engine/jmespath"
	"github.com/kyverno/kyverno/pkg/engine/policycontext"
	imageverifycache "github.com/kyverno/kyverno/pkg/image/verification/cache"
)

// Input is what is to be decided.
type Input struct {
	Sets []Set `json:"sets"`
}

// Set is policies with objects, and what is expected of both.
type Set struct {
	Name     string            `json:"name"`
	Policies []json.RawMessage `json:"policies"`
	Cases    []Case            `json:"cases"`
}

// Case is an object with the names of the policies that should refuse it.
type Case struct {
	Object  json.RawMessage `json:"object"`
	Refused []string        `json:"refused"`
}

// Subject is an object as the API server sends it to a webhook.
type Subject struct {
	object    *unstructured.Unstructured
	kind      schema.GroupVersionKind
	resource  schema.GroupVersionResource
	namespace string
}

// Decider names the policies that refuse what happens to an object, and why one could not tell.
type Decider func(Subject, admissionv1.Operation) (refused []string, fault error)

func main() {
	log.SetLogger(logr.Discard())
	var input Input
	if err := json.NewDecoder(os.Stdin).Decode(&input); err != nil {
		fmt.Fprintln(os.Stderr, "The cases are no JSON:", err)
		os.Exit(2)
	}
	decisions, policies, objects, faults := 0, 0, 0, 0
	for _, set := range input.Sets {
		fault := func(format string, values ...any) {
			faults++
			if faults <= 20 {
				fmt.Printf("%s: %s\n", set.Name, fmt.Sprintf(format, values...))
			}
		}
		decide, err := deciderOf(set)
		if err != nil {
			fault("%v", err)
			continue
		}
		policies += len(set.Policies)
		for _, one := range set.Cases {
			subject, err := subjectOf(one.Object)
			if err != nil {
				fault("%v: %s", err, one.Object)
				continue
			}
			objects++
			// An update that leaves its pod as it is, is let in, and so is what deletes an object.
			for operation, expected := range map[admissionv1.Operation][]string{
				admissionv1.Create: one.Refused, admissionv1.Update: nil, admissionv1.Delete: nil,
			} {
				decisions += len(set.Policies)
				refused, err := decide(subject, operation)
				slices.Sort(refused)
				if err != nil {
					fault("%s: %v: on %s", operation, err, one.Object)
				} else if !slices.Equal(refused, expected) {
					fault("%s refused by %v, expected %v, on %s", operation, refused, expected, one.Object)
				}
			}
		}
	}
	fmt.Printf("%d decisions of %d policies on %d objects; %d faults\n", decisions, policies, objects, faults)
	if faults > 0 || decisions == 0 {
		os.Exit(1)
	}
}

// subjectOf reads an object as the API server: what is in no field of its type is dropped.
func subjectOf(data json.RawMessage) (Subject, error) {
	object, kind, err := scheme.Codecs.UniversalDeserializer().Decode(data, nil, nil)
	if err != nil {
		return Subject{}, err
	}
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
	if err != nil {
		return Subject{}, err
	}
	found := &unstructured.Unstructured{Object: content}
	found.SetGroupVersionKind(*kind)
	namespace := found.GetNamespace()
	if namespace == "" {
		namespace = "default"
	}
	resource, _ := meta.UnsafeGuessKindToResource(*kind)
	return Subject{found, *kind, resource, namespace}, nil
}

func deciderOf(set Set) (Decider, error) {
	var kinds struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(set.Policies[0], &kinds); err != nil {
		return nil, err
	}
	if kinds.Kind == "ClusterPolicy" {
		return clusterPolicies(set.Policies)
	}
	return validatingPolicies(set.Policies)
}

func namespaceOf(name string) *corev1.Namespace {
	labels := map[string]string{"kubernetes.io/metadata.name": name}
	return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}
}

func validatingPolicies(all []json.RawMessage) (Decider, error) {
	var policies []policiesv1beta1.ValidatingPolicyLike
	for _, data := range all {
		policy := &policiesv1beta1.ValidatingPolicy{}
		if err := json.Unmarshal(data, policy); err != nil {
			return nil, err
		}
		policies = append(policies, policy)
	}
	provider, err := vpolengine.NewProvider(vpolcompiler.NewCompiler(), policies, nil)
	if err != nil {
		return nil, err
	}
	judge := vpolengine.NewEngine(provider, namespaceOf, matching.NewMatcher())
	return func(subject Subject, operation admissionv1.Operation) ([]string, error) {
		var object, oldObject runtime.Object
		if operation != admissionv1.Delete {
			object = subject.object
		}
		if operation != admissionv1.Create {
			oldObject = subject.object
		}
		request := celengine.Request(libs.NewFakeContextProvider(), subject.kind, subject.resource, "",
			subject.object.GetName(), subject.namespace, operation, authenticationv1.UserInfo{},
			object, oldObject, false, nil)
		response, err := judge.Handle(context.Background(), request, nil)
		if err != nil {
			return nil, err
		}
		var refused []string
		for _, one := range response.Policies {
			isRefused, err := refuses(one.Rules)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", one.Policy.GetName(), err)
			}
			if isRefused {
				refused = append(refused, one.Policy.GetName())
			}
		}
		return refused, nil
	}, nil
}

func refuses(rules []engineapi.RuleResponse) (bool, error) {
	refused := false
	for _, rule := range rules {
		switch rule.Status() {
		case engineapi.RuleStatusError:
			return false, fmt.Errorf("%s", rule.Message())
		case engineapi.RuleStatusFail:
			refused = true
		}
	}
	return refused, nil
}

func clusterPolicies(all []json.RawMessage) (Decider, error) {
	var policies []*kyvernov1.ClusterPolicy
	for _, data := range all {
		policy := &kyvernov1.ClusterPolicy{}
		if err := json.Unmarshal(data, policy); err != nil {
			return nil, err
		}
		policies = append(policies, policy)
	}
	settings := config.NewDefaultConfiguration(false)
	search := jmespath.New(settings)
	isCluster := false
	judge := engine.NewEngine(settings, search, nil, factories.DefaultRegistryClientFactory(nil, nil),
		imageverifycache.DisabledImageVerifyCache(), factories.DefaultContextLoaderFactory(nil), nil, &isCluster)
	return func(subject Subject, operation admissionv1.Operation) ([]string, error) {
		var refused []string
		for _, policy := range policies {
			about, err := policycontext.NewPolicyContext(search, *subject.object, kyvernov1.AdmissionOperation(operation),
				nil, settings)
			if err != nil {
				return nil, err
			}
			if operation == admissionv1.Delete {
				about = about.WithNewResource(unstructured.Unstructured{})
			}
			if operation != admissionv1.Create {
				about = about.WithOldResource(*subject.object)
			}
			about = about.WithPolicy(policy).
				WithNamespaceLabels(namespaceOf(subject.namespace).Labels).
				WithResourceKind(subject.kind, "").
				WithRequestResource(metav1.GroupVersionResource(subject.resource))
			response := judge.Validate(context.Background(), about)
			isRefused, err := refuses(response.PolicyResponse.Rules)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", policy.Name, err)
			}
			if isRefused {
				refused = append(refused, policy.Name)
			}
		}
		return refused, nil
	}, nil
}
