//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/InitAll.h"
#include "a3/LanguageServer/LanguageServer.h"
#include "a3/Support/CommandLine.h"

#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"
#include "llvm/Config/llvm-config.h"

static constexpr const char *description =
    R"(Serves editors that speak the Language Server Protocol.

It knows MLIR files with the dialects of A3, and A3 assembly in files *.a3s.
The editor starts it; docs/editors.md says how.)";

/// MLIR's own server, which reads its options itself.
static int serveMLIR(std::vector<std::string> arguments) {
  std::vector<char *> pointers;
  for (std::string &argument : arguments)
    pointers.push_back(argument.data());
  mlir::DialectRegistry registry;
  mlir::a3::registerAllA3(registry);
  return failed(
      mlir::MlirLspServerMain(int(pointers.size()), pointers.data(), registry));
}

int main(int argc, char **argv) {
  a3::LanguageServerOptions options;
  bool isTest = false;
  std::string log = "info";
  CLI::App app(description, "a3-lsp-server");
  app.set_version_flag("--version",
                       "A3 " A3_VERSION " (LLVM " LLVM_VERSION_STRING ")");
  app.add_option("--log", log, "what to say on standard error of MLIR files")
      ->check(CLI::IsMember({"error", "info", "verbose"}))
      ->capture_default_str();
  app.add_flag("--pretty", options.pretty, "indent JSON");
  app.add_flag("--lit-test", isTest,
               "for tests: messages come between lines of // -----, and JSON "
               "is indented");
  return a3::runTool(app, argc, argv, [&]() -> a3::Expected<void> {
    options.delimited = isTest;
    options.pretty |= isTest;
    std::vector<std::string> arguments = {app.get_name(), "--log=" + log};
    if (options.pretty)
      arguments.push_back("--pretty");
    a3::Expected<void> served = a3::serveLanguages(
        options, [&] { return serveMLIR(std::move(arguments)); });
    if (!served)
      return a3::failure(served.error().render(app.get_name()));
    return {};
  });
}
