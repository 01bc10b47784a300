# The app has no dependencies beside Node, and no part that depends on the platform:
#   docker buildx build --platform linux/amd64,linux/arm64 --tag registry.example.com/podseal .
# Renovate pins the base by digest and moves it with its tag (renovate.json, docker:pinDigests).
FROM gcr.io/distroless/nodejs24-debian13:nonroot
COPY LICENSE dist/app.licenses.txt dist/engine.licenses.txt dist/engine.wasm.br /app/
# These are ES modules; their names say so without a package.json.
COPY dist/app.js /app/app.mjs
COPY dist/app /app/app
WORKDIR /app
# A number, so that Kubernetes can tell that it is not root.
USER 65532:65532
ENV NODE_ENV=production
EXPOSE 3000 3001
# It writes no file, starts no process, and reads what it is given: Node sees to that. It judges in a thread,
# which is held to the same; Node's warning about threads would be a line of the log that is no JSON.
ENTRYPOINT ["/nodejs/bin/node", "--permission", "--allow-worker", "--disable-warning=PERM0006", "--allow-fs-read=/app", "--allow-fs-read=/etc/podseal", "--allow-fs-read=/proc/self", "/app/app.mjs"]
