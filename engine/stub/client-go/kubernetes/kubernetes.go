// Package kubernetes is imported by Helm only so that client-go's version is in the build's information.
package kubernetes
