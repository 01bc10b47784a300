/** A configuration with all that there is. */
export const FULL = `# What we have decided.
extends: [./more.yml, acme/.github:podseal.yml]
profile: strict
files: ['deploy/**/*.yaml', '!deploy/vendor/**']
scope: introduced
fail-on: warning
scratch-size: 2Gi
request-changes: true
rules:
  pinned-image: off
  bounded-scratch: notice
  no-privileged:
    severity: error
    exemptions: configuration
  no-writable-host-path:
    allow: [/var/log/**]
kinds:
  - kind: [Workflow, CronWorkflow]
    apiVersion: acme.io/*
    pods: 'spec.steps[].template'
    partial: true
exemptions:
  - rule: [no-privileged, no-host-namespaces]
    path: deploy/csi/**
    kind: DaemonSet
    reason: The CSI driver mounts volumes.
    expires: 2027-01-31
  - rule: run-as-non-root
    image: registry.example.com/legacy/*
    reason: The vendor ships no other image.
`;
