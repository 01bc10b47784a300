// Package rest has the type that Helm's engine passes around. Nobody ever makes one here.
package rest

// Config would say how to reach a cluster.
type Config struct{}
