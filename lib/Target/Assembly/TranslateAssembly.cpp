//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Target/Assembly/TranslateAssembly.h"

#include "a3/Dialect/A3ISA/IR/A3ISA.h"
#include "a3/ISA/Assembly.h"
#include "a3/ISA/Fetch.h"

#include "mlir/IR/Builders.h"
#include "mlir/InitAllDialects.h"
#include "mlir/Tools/mlir-translate/Translation.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace mlir::a3isa;

/// The site that is meant: the one of that name, or the only one.
static FailureOr<SiteOp> findSite(ModuleOp module, StringRef name) {
  SmallVector<SiteOp> sites(module.getOps<SiteOp>());
  if (name.empty() && sites.size() == 1)
    return sites.front();
  if (name.empty())
    return module.emitError()
           << "has " << sites.size() << " sites; choose one with --site=NAME";
  for (SiteOp site : sites)
    if (site.getSymName() == name)
      return site;
  return module.emitError() << "has no site @" << name;
}

static LogicalResult writeAssembly(ModuleOp module, StringRef name,
                                   raw_ostream &output) {
  FailureOr<SiteOp> site = findSite(module, name);
  if (failed(site))
    return failure();
  output << ::a3::isa::disassemble(site->getStream());
  return success();
}

static OwningOpRef<ModuleOp>
readAssembly(llvm::SourceMgr &sources, StringRef name, MLIRContext *context) {
  const llvm::MemoryBuffer *buffer =
      sources.getMemoryBuffer(sources.getMainFileID());
  StringRef text = buffer->getBuffer();
  StringRef file = buffer->getBufferIdentifier();
  Location start = FileLineColLoc::get(context, file, 1, 1);
  auto refuse = [&](const ::a3::Error &error) {
    Location place = start;
    if (error.line)
      place = FileLineColLoc::get(context, file, error.line, error.column);
    emitError(place) << error.message;
    return OwningOpRef<ModuleOp>();
  };
  auto stream = ::a3::isa::assemble(std::string_view(text));
  if (!stream)
    return refuse(stream.error());
  if (auto checked = ::a3::isa::checkStructure(*stream); !checked)
    return refuse(checked.error());
  if (stream->empty())
    return refuse({"there are no instructions"});

  context->loadDialect<A3ISADialect>();
  OwningOpRef<ModuleOp> module = ModuleOp::create(start);
  OpBuilder builder = OpBuilder::atBlockBegin(module->getBody());
  auto site = SiteOp::create(builder, start, name, APFloat(1.0f));
  builder.setInsertionPointToStart(&site.getBody().front());
  if (failed(buildInstructions(builder, start, *stream)))
    return {};
  return module;
}

void a3isa::registerAssemblyTranslations() {
  static llvm::cl::opt<std::string> site(
      "site", llvm::cl::value_desc("name"),
      llvm::cl::desc("Site to write as assembly, where there are several, or "
                     "to make of assembly"));
  static TranslateFromMLIRRegistration write(
      "a3isa-to-assembly", "write the stream of an a3isa.site as assembly",
      [](ModuleOp module, raw_ostream &output) {
        return writeAssembly(module, site, output);
      },
      [](DialectRegistry &registry) {
        registerAllDialects(registry);
        registry.insert<A3ISADialect>();
      });
  static TranslateToMLIRRegistration read(
      "assembly-to-a3isa", "make an a3isa.site of assembly",
      [](llvm::SourceMgr &sources, MLIRContext *context) {
        return readAssembly(sources, site.empty() ? "stream" : site.getValue(),
                            context);
      },
      [](DialectRegistry &registry) { registry.insert<A3ISADialect>(); });
}
