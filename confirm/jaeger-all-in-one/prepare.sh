# Builds the program from its Go module; a module of its own, since `go install` refuses its replace
# lines.
go mod init confirm
go get github.com/jaegertracing/jaeger/cmd/all-in-one@v1.76.0
CGO_ENABLED=0 go build -ldflags='-s -w' -o all-in-one-linux github.com/jaegertracing/jaeger/cmd/all-in-one
echo 'jaeger-all-in-one 1.76.0' > podseal-program
