// SPDX-License-Identifier: Apache-2.0
// A driver and a rule that try to break out of the page: whatever of theirs is shown, in whatever place, must be text. If
// anything of it runs, it sets window.broken or asks the network.
const RUN = "window.broken=1";
export const BREAKERS = [
  `</script><script>${RUN}</script>`,
  `<!--<script>${RUN}</script>`,
  `<img src=http://127.0.0.1:9/x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `\\u003cscript>${RUN}\\u003c/script>`,
  `"'\`;${RUN};//`,
  `\${${RUN}}`,
  `javascript:${RUN}`,
  `{{data}} {{script}} {{style}}`,
  `]]></desc><a href=javascript:${RUN}>x</a>`,
];
// Right-to-left override, isolate, marks; ESC, BEL, NEL; separators that end a line in JavaScript.
export const INVISIBLE = ["\u202e", "\u2066", "\u200f", "\u001b[31m", "\u0007", "\u0085", "\u2028", "\u2029"];

const comment = (text) => `/* ${text.replaceAll("*/", "* /")} */`;
const literal = (text) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

const LINES = [
  "#include <wdm.h>",
  "DRIVER_INITIALIZE DriverEntry;",
  "DRIVER_DISPATCH HostileRead;",
  ...BREAKERS.map(comment),
  ...INVISIBLE.filter((text) => text !== "\u2028" && text !== "\u2029").map((text) => comment(`a${text}b`)),
  comment("x\u2028window.broken=1\u2029y"),
  "VOID Latin(PKIRQL Irql);",
  "NTSTATUS HostileRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)",
  "{",
  "    const char* text;",
  "    KIRQL irql;",
  "    UNREFERENCED_PARAMETER(DeviceObject);",
  ...BREAKERS.map((text) => `    text = ${literal(text)}; ${comment(text)}`),
  "    Latin(&irql);",
  `    if (Irp->Cancel) { ${comment(BREAKERS[0])}`,
  `        return STATUS_CANCELLED; ${comment(BREAKERS[2])}`,
  "    }",
  "    IoReleaseCancelSpinLock(irql);",
  "    return STATUS_SUCCESS;",
  "}",
  "NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)",
  "{",
  "    UNREFERENCED_PARAMETER(RegistryPath);",
  "    DriverObject->MajorFunction[IRP_MJ_READ] = HostileRead;",
  "    return STATUS_SUCCESS;",
  "}",
  "",
];

// Bytes that are no UTF-8.
const LATIN = Buffer.concat([Buffer.from("// caf"), Buffer.from([0xe9, 0xff, 0xc0]),
  Buffer.from("\n#include <wdm.h>\nVOID Latin(PKIRQL Irql)\n{\n    IoAcquireCancelSpinLock(Irql);\n}\n")]);

export const HOSTILE_NAME = `"><img src=x onerror=${RUN}>\u202ec.c`;
export const HOSTILE_FILES = { [HOSTILE_NAME]: LINES.join("\n"), "latin.c": LATIN };

const message = BREAKERS.slice(0, 5).join(" ").replaceAll("\\", "\\\\").replaceAll('"', '\\"');
export const HOSTILE_RULE = `/* ${BREAKERS.join(" ").replaceAll("*/", "")} \u202e */
#include "slic_base.h"
state { enum { unlocked, locked } s = unlocked; }
IoAcquireCancelSpinLock.entry { s = locked; }
IoReleaseCancelSpinLock.entry { s = unlocked; }
fun_DRIVER_DISPATCH.exit { if (s == locked) abort "${message}"; }
`;
