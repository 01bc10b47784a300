// Command gatekeeper decides objects with Gatekeeper's own code: its constraint client with the CEL
// engine, as its command gator has them.
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
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"

	"github.com/open-policy-agent/frameworks/constraint/pkg/apis"
	"github.com/open-policy-agent/frameworks/constraint/pkg/client"
	"github.com/open-policy-agent/frameworks/constraint/pkg/client/reviews"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/drivers/k8scel"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/reader"
	mutationtypes "github.com/open-policy-agent/gatekeeper/v3/pkg/mutation/types"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/target"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/util"
)

// Input is what is to be decided.
type Input struct {
	Sets []Set `json:"sets"`
}

// Set is templates and constraints with objects, and what is expected of both.
type Set struct {
	Name     string            `json:"name"`
	Policies []json.RawMessage `json:"policies"`
	Cases    []Case            `json:"cases"`
}

// Case is an object with the names of the constraints that should refuse it.
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
	decisions, constraints, objects, faults := 0, 0, 0, 0
	for _, set := range input.Sets {
		fault := func(format string, values ...any) {
			faults++
			if faults <= 20 {
				fmt.Printf("%s: %s\n", set.Name, fmt.Sprintf(format, values...))
			}
		}
		judge, count, err := clientOf(set.Policies)
		if err != nil {
			fault("%v", err)
			continue
		}
		constraints += count
		for _, one := range set.Cases {
			objects++
			// An update that leaves its pod as it is, is let in.
			for operation, expected := range map[admissionv1.Operation][]string{
				admissionv1.Create: one.Refused, admissionv1.Update: nil,
			} {
				refused, err := decide(judge, one.Object, operation)
				decisions += count
				if err != nil {
					fault("%s: %v: on %s", operation, err, one.Object)
				} else if !slices.Equal(refused, expected) {
					fault("%s refused by %v, expected %v, on %s", operation, refused, expected, one.Object)
				}
			}
		}
	}
	fmt.Printf("%d decisions of %d constraints on %d objects; %d faults\n", decisions, constraints, objects, faults)
	if faults > 0 || decisions == 0 {
		os.Exit(1)
	}
}

// clientOf has the templates and the constraints of a file, in the order of the file.
func clientOf(policies []json.RawMessage) (*client.Client, int, error) {
	types := runtime.NewScheme()
	if err := apis.AddToScheme(types); err != nil {
		return nil, 0, err
	}
	driver, err := k8scel.New()
	if err != nil {
		return nil, 0, err
	}
	judge, err := client.NewClient(client.Targets(&target.K8sValidationTarget{}), client.Driver(driver),
		client.EnforcementPoints(util.GatorEnforcementPoint))
	if err != nil {
		return nil, 0, err
	}
	count := 0
	for _, data := range policies {
		object := &unstructured.Unstructured{}
		if err := object.UnmarshalJSON(data); err != nil {
			return nil, 0, err
		}
		if reader.IsTemplate(object) {
			template, err := reader.ToTemplate(types, object)
			if err != nil {
				return nil, 0, fmt.Errorf("%s: %w", object.GetName(), err)
			}
			if _, err := judge.AddTemplate(context.Background(), template); err != nil {
				return nil, 0, fmt.Errorf("%s: %w", object.GetName(), err)
			}
			continue
		}
		if _, err := judge.AddConstraint(context.Background(), object); err != nil {
			return nil, 0, fmt.Errorf("%s: %w", object.GetName(), err)
		}
		count++
	}
	return judge, count, nil
}

// decide names the constraints that an object violates. It is read as the API server reads it: what is
// in no field of its type is dropped.
func decide(judge *client.Client, data json.RawMessage, operation admissionv1.Operation) ([]string, error) {
	typed, kind, err := scheme.Codecs.UniversalDeserializer().Decode(data, nil, nil)
	if err != nil {
		return nil, err
	}
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(typed)
	if err != nil {
		return nil, err
	}
	object := &unstructured.Unstructured{Object: content}
	object.SetGroupVersionKind(*kind)
	raw, err := object.MarshalJSON()
	if err != nil {
		return nil, err
	}
	name := object.GetNamespace()
	if name == "" {
		name = "default"
	}
	labels := map[string]string{"kubernetes.io/metadata.name": name}
	request := &admissionv1.AdmissionRequest{
		Kind:      metav1.GroupVersionKind(*kind),
		Name:      object.GetName(),
		Namespace: name,
		Operation: operation,
		Object:    runtime.RawExtension{Raw: raw},
	}
	if operation == admissionv1.Update {
		request.OldObject = request.Object
	}
	subject := target.AugmentedReview{
		AdmissionRequest: request,
		Namespace:        &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}},
		Source:           mutationtypes.SourceTypeOriginal,
		IsAdmission:      true,
	}
	found, err := judge.Review(context.Background(), subject, reviews.EnforcementPoint(util.GatorEnforcementPoint))
	if err != nil {
		return nil, err
	}
	refused := []string{}
	for _, response := range found.ByTarget {
		for _, result := range response.Results {
			refused = append(refused, result.Constraint.GetName())
		}
	}
	slices.Sort(refused)
	return slices.Compact(refused), nil
}
