//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Compiler/Diagnostics.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

std::string a3::describeLocation(Location location) {
  std::string text;
  location->walk([&](Location nested) {
    auto place = dyn_cast<FileLineColLoc>(nested);
    if (!place)
      return WalkResult::advance();
    text = place.getFilename().str();
    if (place.getLine() > 0)
      text +=
          (":" + Twine(place.getLine()) + ":" + Twine(place.getColumn())).str();
    return WalkResult::interrupt();
  });
  if (!text.empty())
    return text;
  if (auto name = dyn_cast<NameLoc>(location))
    return name.getName().str();
  return text;
}

static StringRef getSeverity(DiagnosticSeverity severity) {
  switch (severity) {
  case DiagnosticSeverity::Note:
    return "note";
  case DiagnosticSeverity::Warning:
    return "warning";
  case DiagnosticSeverity::Error:
    return "error";
  case DiagnosticSeverity::Remark:
    return "remark";
  }
  llvm_unreachable("an unknown severity");
}

static void print(const Diagnostic &diagnostic, StringRef file) {
  std::string place = a3::describeLocation(diagnostic.getLocation());
  llvm::errs() << (place.empty() ? file : StringRef(place)) << ": "
               << getSeverity(diagnostic.getSeverity()) << ": " << diagnostic
               << '\n';
}

a3::DiagnosticPrinter::DiagnosticPrinter(MLIRContext *context, std::string file)
    : ScopedDiagnosticHandler(context) {
  setHandler([file = std::move(file)](Diagnostic &diagnostic) {
    print(diagnostic, file);
    for (const Diagnostic &note : diagnostic.getNotes())
      print(note, file);
  });
}
