//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InstructionAssembly.h"

#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::a3isa;
using ::a3::isa::FieldInfo;
using ::a3::isa::Instruction;
using ::a3::isa::InstructionInfo;
using ::a3::isa::numQueues;
using ::a3::isa::queueNames;

const InstructionInfo &a3isa::getInfo(OperationName name) {
  return *::a3::isa::lookup(std::string_view(name.stripDialect()));
}

/// The value of a field that is an enum, by its name.
static ParseResult parseNamed(OpAsmParser &parser, const FieldInfo &field,
                              int64_t &value) {
  StringRef spelled;
  llvm::SMLoc location = parser.getCurrentLocation();
  if (parser.parseKeyword(&spelled))
    return failure();
  auto named = llvm::find(field.names, std::string_view(spelled));
  value = named - field.names.begin();
  if (named != field.names.end())
    return success();
  InFlightDiagnostic error = parser.emitError(location)
                             << "'" << spelled << "' is no value of '"
                             << field.name << "'; write one of ";
  llvm::interleaveComma(field.names, error);
  return error;
}

static ParseResult parseQueues(OpAsmParser &parser, uint8_t &mask) {
  return parser.parseCommaSeparatedList(
      AsmParser::Delimiter::Paren, [&]() -> ParseResult {
        StringRef spelled;
        llvm::SMLoc location = parser.getCurrentLocation();
        if (parser.parseKeyword(&spelled))
          return failure();
        ArrayRef<std::string_view> queues(queueNames.data(), numQueues);
        const auto *queue = llvm::find(queues, std::string_view(spelled));
        if (queue == queues.end())
          return parser.emitError(location)
                 << "'" << spelled
                 << "' is no queue; write load, compute or store";
        mask |= 1u << (queue - queues.begin());
        return success();
      });
}

namespace {
/// One instruction's fields while they are read.
class InstructionParser {
public:
  InstructionParser(OpAsmParser &parser, const InstructionInfo &info,
                    bool hasRegion, Instruction &instruction)
      : parser(parser), info(info), instruction(instruction),
        // The last field of an instruction with a region is its length.
        fields(info.fields.data(), info.fields.size() - hasRegion) {}

  ParseResult parse() {
    if (parseFieldList())
      return failure();
    if (info.queue == ::a3::isa::Queue::Fetch)
      return success();
    if (succeeded(parser.parseOptionalKeyword("wait")) &&
        parseQueues(parser, instruction.wait))
      return failure();
    if (succeeded(parser.parseOptionalKeyword("signal")))
      return parseQueues(parser, instruction.signal);
    return success();
  }

private:
  /// The next word may be the next operation, since the end of a line has no
  /// meaning; after a comma it must be a field.
  ParseResult parseFieldList() {
    SmallVector<StringRef> names;
    for (const FieldInfo &field : fields)
      names.push_back(field.name);
    StringRef name;
    if (failed(parser.parseOptionalKeyword(&name, names)))
      return success();
    if (parseField(name))
      return failure();
    while (succeeded(parser.parseOptionalComma()))
      if (parser.parseKeyword(&name) || parseField(name))
        return failure();
    return success();
  }

  ParseResult parseField(StringRef name) {
    llvm::SMLoc location = parser.getCurrentLocation();
    if (!seen.insert(name).second)
      return parser.emitError(location) << "'" << name << "' is given twice";
    const FieldInfo *field = llvm::find_if(fields, [&](const FieldInfo &info) {
      return name == StringRef(info.name);
    });
    if (field == fields.end())
      return parser.emitError(location)
             << "'" << info.name << "' has no field '" << name << "'";
    int64_t &value = instruction.fields[field - fields.begin()];
    if (parser.parseEqual())
      return failure();
    return field->names.empty() ? parser.parseInteger(value)
                                : parseNamed(parser, *field, value);
  }

  OpAsmParser &parser;
  const InstructionInfo &info;
  Instruction &instruction;
  ArrayRef<FieldInfo> fields;
  llvm::StringSet<> seen;
};
} // namespace

ParseResult a3isa::parseFields(OpAsmParser &parser, bool hasRegion,
                               Instruction &instruction) {
  return InstructionParser(parser, *lookup(instruction.opcode), hasRegion,
                           instruction)
      .parse();
}

ParseResult a3isa::parseBody(OpAsmParser &parser, Region &body) {
  body.getBlocks().clear();
  if (parser.parseRegion(body))
    return failure();
  if (body.empty())
    body.emplaceBlock();
  return success();
}

static void printQueues(OpAsmPrinter &printer, StringRef keyword,
                        uint8_t mask) {
  if (!mask)
    return;
  SmallVector<StringRef> names;
  for (unsigned queue = 0; queue < numQueues; ++queue)
    if (mask >> queue & 1)
      names.push_back(queueNames[queue]);
  printer << ' ' << keyword << '(';
  llvm::interleaveComma(names, printer.getStream());
  printer << ')';
}

void a3isa::printInstruction(OpAsmPrinter &printer, InstructionOpInterface op) {
  Instruction instruction = op.getInstruction();
  auto fields = getInfo(op->getName()).fields;
  if (op->getNumRegions() != 0)
    fields = fields.first(fields.size() - 1);
  // The first field says what the instruction is about.
  StringRef separator = " ";
  for (auto [field, value] : llvm::zip_first(fields, instruction.fields)) {
    if (value == 0 && &field != fields.data())
      continue;
    printer << separator << field.name << " = ";
    if (field.names.empty())
      printer << value;
    else
      printer << field.names[value];
    separator = ", ";
  }
  printQueues(printer, "wait", instruction.wait);
  printQueues(printer, "signal", instruction.signal);
  for (Region &region : op->getRegions()) {
    printer << ' ';
    printer.printRegion(region);
  }
  printer.printOptionalAttrDict(llvm::to_vector(op->getDiscardableAttrs()));
}
