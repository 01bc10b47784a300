package main

import (
	"context"
	"strings"

	"github.com/google/cel-go/cel"
	admissionregistration "k8s.io/api/admissionregistration/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/kube-openapi/pkg/validation/spec"
)

// budget is what a policy may cost on one object.
const budget = celconfig.RuntimeCELCostBudget

var environments = environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion())

// Compiled is a policy as the API server evaluates it.
type Compiled struct {
	name       string
	validator  validating.Validator
	conditions plugincel.ConditionEvaluator
}

type expression struct{ text string }

func (e expression) GetExpression() string { return e.text }

func (e expression) ReturnTypes() []*cel.Type { return []*cel.Type{cel.BoolType} }

// compile puts a policy together as the admission plugin does, and returns what does not compile.
func compile(policy *admissionregistration.ValidatingAdmissionPolicy) (Compiled, []error) {
	compiler, err := plugincel.NewCompositedCompiler(environments)
	if err != nil {
		return Compiled{}, []error{err}
	}
	withAuthorizer := plugincel.OptionalVariableDeclarations{HasAuthorizer: true}
	var variables []plugincel.NamedExpressionAccessor
	for _, variable := range policy.Spec.Variables {
		variables = append(variables, &validating.Variable{Name: variable.Name, Expression: variable.Expression})
	}
	compiler.CompileAndStoreVariables(variables, withAuthorizer, environment.StoredExpressions)
	var conditions, validations, messages, bare []plugincel.ExpressionAccessor
	for index := range policy.Spec.MatchConditions {
		condition := matchconditions.MatchCondition(policy.Spec.MatchConditions[index])
		conditions = append(conditions, &condition)
	}
	for _, one := range policy.Spec.Validations {
		validations = append(validations, &validating.ValidationCondition{
			Expression: one.Expression, Message: one.Message, Reason: one.Reason,
		})
		bare = append(bare, expression{one.Expression})
		var message plugincel.ExpressionAccessor
		if one.MessageExpression != "" {
			message = &validating.MessageExpressionCondition{MessageExpression: one.MessageExpression}
		}
		messages = append(messages, message)
	}
	mode := environment.NewExpressions
	matching := compiler.CompileCondition(conditions, withAuthorizer, mode)
	validation := compiler.CompileCondition(validations, withAuthorizer, mode)
	message := compiler.CompileCondition(messages, plugincel.OptionalVariableDeclarations{}, mode)
	matcher := matchconditions.NewMatcher(matching, policy.Spec.FailurePolicy, "policy", "validate", policy.Name)
	none := compiler.CompileCondition(nil, withAuthorizer, mode)
	faults := append(matching.CompilationErrors(), validation.CompilationErrors()...)
	return Compiled{
		name:       policy.Name,
		validator:  validating.NewValidator(validation, matcher, none, message, policy.Spec.FailurePolicy, nil),
		conditions: compiler.CompileCondition(bare, withAuthorizer, mode),
	}, append(faults, message.CompilationErrors()...)
}

// Subject is an object in the request that creates it.
type Subject struct {
	resource   schema.GroupVersionResource
	attributes *admission.VersionedAttributes
}

func subjectOf(object runtime.Object, kind schema.GroupVersionKind) (Subject, error) {
	accessor, err := meta.Accessor(object)
	if err != nil {
		return Subject{}, err
	}
	resource, _ := meta.UnsafeGuessKindToResource(kind)
	attributes := admission.NewAttributesRecord(object, nil, kind, accessor.GetNamespace(), accessor.GetName(),
		resource, "", admission.Create, &metav1.CreateOptions{}, false, &user.DefaultInfo{Name: "somebody"})
	return Subject{resource, &admission.VersionedAttributes{
		Attributes: attributes, VersionedKind: kind, VersionedObject: admission.NewLazyObject(object),
	}}, nil
}

// refuses says whether a policy refuses an object, and why it could not tell.
func (c Compiled) refuses(subject Subject) (bool, string) {
	result := c.validator.Validate(context.Background(), subject.resource, subject.attributes, nil, nil, budget, nil)
	refused := false
	for _, decision := range result.Decisions {
		if decision.Evaluation == validating.EvalError {
			return false, decision.Message
		}
		if decision.Action == validating.ActionDeny {
			refused = true
			if decision.Message == "" || strings.HasPrefix(decision.Message, "failed expression") {
				return false, "it has no message"
			}
		}
	}
	return refused, ""
}

// cost is what the validations of a policy cost on an object.
func (c Compiled) cost(subject Subject) int64 {
	request := plugincel.CreateAdmissionRequest(subject.attributes.Attributes,
		metav1.GroupVersionResource(subject.resource), metav1.GroupVersionKind(subject.attributes.VersionedKind))
	_, left, err := c.conditions.ForInput(context.Background(), subject.attributes, request,
		plugincel.OptionalVariableBindings{}, nil, budget)
	if err != nil {
		return budget
	}
	return budget - left
}

// bareSchemas knows of each kind only what every object has: an expression that rests on more than
// that would not fit all kinds of its policy.
type bareSchemas struct{}

func (bareSchemas) ResolveSchema(schema.GroupVersionKind) (*spec.Schema, error) {
	text := *spec.StringProperty()
	metadata := spec.Schema{SchemaProps: spec.SchemaProps{
		Type: []string{"object"}, Properties: map[string]spec.Schema{"name": text, "generateName": text},
	}}
	return &spec.Schema{SchemaProps: spec.SchemaProps{
		Type:       []string{"object"},
		Properties: map[string]spec.Schema{"apiVersion": text, "kind": text, "metadata": metadata},
	}}, nil
}

// typeWarnings are what the API server would write into the status of a policy.
func typeWarnings(policy *admissionregistration.ValidatingAdmissionPolicy) []string {
	mapper := meta.NewDefaultRESTMapper(nil)
	for _, kind := range kinds {
		mapper.Add(kind, meta.RESTScopeNamespace)
	}
	checker := validating.TypeChecker{SchemaResolver: bareSchemas{}, RestMapper: mapper}
	context := checker.CreateContext(policy)
	found := []string{}
	add := func(text string) {
		if warning := checker.CheckExpression(context, text).String(); warning != "" {
			found = append(found, warning)
		}
	}
	for _, variable := range policy.Spec.Variables {
		add(variable.Expression)
	}
	for _, validation := range policy.Spec.Validations {
		add(validation.Expression)
		if validation.MessageExpression != "" {
			add(validation.MessageExpression)
		}
	}
	return found
}

var kinds = []schema.GroupVersionKind{
	{Version: "v1", Kind: "Pod"},
	{Version: "v1", Kind: "PodTemplate"},
	{Version: "v1", Kind: "ReplicationController"},
	{Group: "apps", Version: "v1", Kind: "DaemonSet"},
	{Group: "apps", Version: "v1", Kind: "Deployment"},
	{Group: "apps", Version: "v1", Kind: "ReplicaSet"},
	{Group: "apps", Version: "v1", Kind: "StatefulSet"},
	{Group: "batch", Version: "v1", Kind: "CronJob"},
	{Group: "batch", Version: "v1", Kind: "Job"},
}
