//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/LanguageServer/AssemblyDocument.h"

#include "TokenPartners.h"
#include "a3/ISA/Assembly.h"
#include "a3/ISA/Fetch.h"
#include "a3/Program/Text.h"
#include "a3/Simulator/Simulator.h"

#include <algorithm>
#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;
using llvm::lsp::CompletionItem;
using llvm::lsp::CompletionItemKind;
using llvm::lsp::Position;
using llvm::lsp::Range;

namespace {

constexpr std::string_view streamSection = ".a3.stream.";

bool isWordCharacter(char c) {
  return isalnum(uint8_t(c)) || c == '_' || c == '-';
}

size_t wordBegin(std::string_view line, size_t column) {
  while (column > 0 && isWordCharacter(line[column - 1]))
    --column;
  return column;
}

size_t wordEnd(std::string_view line, size_t column) {
  while (column < line.size() && isWordCharacter(line[column]))
    ++column;
  return column;
}

/// The word that ends where spaces before `column` begin.
std::string_view wordBefore(std::string_view line, size_t column) {
  while (column > 0 && isspace(uint8_t(line[column - 1])))
    --column;
  size_t begin = wordBegin(line, column);
  return line.substr(begin, column - begin);
}

bool isTokenKey(std::string_view key) {
  return key == "wait" || key == "signal";
}

const FieldInfo *fieldOf(const InstructionInfo &info, std::string_view name) {
  auto field = std::ranges::find(info.fields, name, &FieldInfo::name);
  return field == info.fields.end() ? nullptr : &*field;
}

std::optional<Queue> queueOf(std::string_view name) {
  for (size_t queue = 0; queue < numQueues; ++queue)
    if (queueNames[queue] == name)
      return Queue(queue);
  return std::nullopt;
}

/// What a field may be, as Markdown.
std::string valuesOf(const FieldInfo &field) {
  if (field.names.empty()) {
    return field.isSigned ? fmt::format("-{} to {}", field.most + 1, field.most)
                          : fmt::format("0 to {}", field.most);
  }
  std::string names;
  for (std::string_view name : field.names)
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", name);
  return names;
}

std::string bitsOf(const FieldInfo &field) {
  unsigned last = field.firstBit + field.bits - 1;
  return last == field.firstBit ? fmt::format("{}", last)
                                : fmt::format("{}-{}", field.firstBit, last);
}

std::string describeInstruction(const InstructionInfo &info) {
  std::string text = fmt::format("**{}**, {} queue, opcode {:#04x}\n\n{}\n",
                                 info.name, queueNames[size_t(info.queue)],
                                 unsigned(info.opcode), info.summary);
  if (!info.fields.empty())
    text += "\n| field | bits | values |\n|---|---|---|\n";
  for (const FieldInfo &field : info.fields)
    text += fmt::format("| `{}` | {} | {} |\n", field.name, bitsOf(field),
                        valuesOf(field));
  return text;
}

std::string describeField(const InstructionInfo &info, const FieldInfo &field) {
  return fmt::format("`{}` of **{}**, bits {}: {}\n\n{}\n", field.name,
                     info.name, bitsOf(field), valuesOf(field), info.summary);
}

std::string describeTokens(std::string_view key, std::string_view queue) {
  std::string whose =
      queue.empty() ? "each queue named" : fmt::format("the {} queue", queue);
  return key == "wait"
             ? fmt::format("Before it starts, the instruction takes a token "
                           "from {}, and waits where there is none.\n",
                           whose)
             : fmt::format("When its results are there, the instruction hands "
                           "a token to {}.\n",
                           whose);
}

CompletionItem item(std::string_view label, CompletionItemKind kind,
                    std::string detail, std::string_view documentation = "") {
  CompletionItem item(label, kind);
  item.insertText = label;
  item.insertTextFormat = llvm::lsp::InsertTextFormat::PlainText;
  item.detail = std::move(detail);
  if (!documentation.empty())
    item.documentation = llvm::lsp::MarkupContent{
        llvm::lsp::MarkupKind::Markdown, std::string(documentation)};
  return item;
}

std::vector<CompletionItem> completeMnemonic() {
  std::vector<CompletionItem> items;
  for (const InstructionInfo &info : InstructionTable)
    items.push_back(item(
        info.name, CompletionItemKind::Function,
        fmt::format("{} queue", queueNames[size_t(info.queue)]), info.summary));
  return items;
}

/// Those that the line does not have.
std::vector<CompletionItem> completeField(const InstructionInfo &info,
                                          std::string_view code) {
  auto has = [&](std::string_view key) {
    for (size_t at = code.find(key); at != code.npos;
         at = code.find(key, at + 1))
      if (wordBegin(code, at) == at && wordEnd(code, at) == at + key.size())
        return true;
    return false;
  };
  std::vector<CompletionItem> items;
  for (const FieldInfo &field : info.fields)
    if (!has(field.name))
      items.push_back(item(std::string(field.name) + "=",
                           CompletionItemKind::Field, valuesOf(field)));
  if (info.queue != Queue::Fetch)
    for (std::string_view key : {"wait", "signal"})
      if (!has(key))
        items.push_back(item(std::string(key) + "(",
                             CompletionItemKind::Keyword, "tokens",
                             describeTokens(key, "")));
  return items;
}

std::vector<CompletionItem> completeQueue(const InstructionInfo &info) {
  std::vector<CompletionItem> items;
  for (size_t queue = 0; queue < numQueues; ++queue)
    if (Queue(queue) != info.queue)
      items.push_back(
          item(queueNames[queue], CompletionItemKind::EnumMember, "queue"));
  return items;
}

std::vector<CompletionItem> completeValue(const InstructionInfo &info,
                                          std::string_view key) {
  std::vector<CompletionItem> items;
  if (const FieldInfo *field = fieldOf(info, key))
    for (std::string_view name : field->names)
      items.push_back(
          item(name, CompletionItemKind::EnumMember, std::string(key)));
  return items;
}

} // namespace

/// What stands at a place, and what it belongs to.
struct AssemblyDocument::Cursor {
  enum class Kind { Nothing, Label, Mnemonic, Key, Value, Queue };

  Kind kind = Kind::Nothing;
  const Line *line = nullptr;
  std::string_view code; ///< The line without its comment.
  const InstructionInfo *info = nullptr;
  std::string_view word;
  std::string_view key; ///< Of a value its field, of a queue wait or signal.
  Range range;          ///< Of the word.
};

AssemblyDocument::AssemblyDocument(std::string text)
    : contents(std::move(text)) {
  std::string_view rest = contents;
  while (true) {
    size_t end = rest.find('\n');
    lines.push_back({rest.substr(0, end), {}, {}});
    if (end == rest.npos)
      break;
    rest.remove_prefix(end + 1);
  }
  std::vector<TextSection> sections = splitSections(contents);
  if (sections.size() == 1) {
    readStream(contents, 0);
    checkRun();
    return;
  }
  for (const TextSection &section : sections)
    if (section.name.starts_with(streamSection))
      readStream(section.body, section.line);
}

/// Reads each line, so that one mistake does not hide another.
void AssemblyDocument::readStream(std::string_view body, unsigned firstLine) {
  size_t number = streams.size();
  Stream &stream = streams.emplace_back();
  size_t count = size_t(std::ranges::count(body, '\n')) +
                 (!body.empty() && !body.ends_with('\n'));
  for (unsigned index = firstLine; index < firstLine + count; ++index) {
    Line &line = lines[index];
    line.stream = number;
    auto parsed = assembleLine(line.text, index + 1);
    if (!parsed) {
      stream.isValid = false;
      report(parsed.error());
    } else if (*parsed) {
      line.instruction = stream.instructions.size();
      stream.instructions.push_back(**parsed);
      stream.lines.push_back(index);
    }
  }
  if (!stream.isValid)
    return;
  size_t culprit = 0;
  if (auto checked = checkStructure(stream.instructions, &culprit); !checked) {
    stream.isValid = false;
    reportAt(culprit, checked.error().message,
             llvm::lsp::DiagnosticSeverity::Error);
  }
}

/// Warns of what ends a run of a bare stream: it may be meant for another
/// machine. What lies in memory is not known, so any address is right.
void AssemblyDocument::checkRun() {
  const Stream &stream = streams.back();
  if (!stream.isValid || expandedLength(stream.instructions) > mostOperations)
    return;
  static const Machine machine = *loadMachine("a3-hpca20");
  constexpr size_t allSlots = size_t(1)
                              << SetAddressFields[set_address::slot].bits;
  const std::vector<int64_t> sizes(allSlots, int64_t(1) << 62);
  auto checked = checkStream(stream.instructions, sizes, machine);
  if (!checked && checked.error().instruction)
    reportAt(*checked.error().instruction,
             fmt::format("on {}: {}", machine.name, checked.error().message),
             llvm::lsp::DiagnosticSeverity::Warning);
}

/// Of the last stream.
void AssemblyDocument::reportAt(size_t instruction, std::string message,
                                llvm::lsp::DiagnosticSeverity severity) {
  unsigned line = streams.back().lines[instruction];
  size_t column = lines[line].text.find_first_not_of(" \t");
  report({std::move(message), line + 1, unsigned(column) + 1}, severity);
}

void AssemblyDocument::report(const Error &error,
                              llvm::lsp::DiagnosticSeverity severity) {
  unsigned index = error.line - 1;
  std::string_view text = lines[index].text;
  size_t begin = std::min(size_t(error.column - 1), text.size());
  size_t end = std::max(wordEnd(text, begin), begin + 1);
  llvm::lsp::Diagnostic diagnostic;
  diagnostic.range =
      Range(Position(int(index), int(begin)), Position(int(index), int(end)));
  diagnostic.severity = severity;
  diagnostic.source = "a3";
  diagnostic.message = error.message;
  found.push_back(std::move(diagnostic));
}

AssemblyDocument::Cursor AssemblyDocument::cursorAt(Position position) const {
  Cursor cursor;
  if (position.line < 0 || size_t(position.line) >= lines.size())
    return cursor;
  cursor.line = &lines[size_t(position.line)];
  std::string_view text = cursor.line->text;
  if (!cursor.line->stream)
    return cursor;
  cursor.code = text.substr(0, text.find('#'));
  size_t column = size_t(std::max(position.character, 0));
  if (column > cursor.code.size()) {
    bool isLabel = labelOf(text).has_value();
    cursor.kind = isLabel ? Cursor::Kind::Label : Cursor::Kind::Nothing;
    cursor.range = rangeOfLine(unsigned(position.line));
    return cursor;
  }
  size_t begin = wordBegin(cursor.code, column);
  size_t end = wordEnd(cursor.code, column);
  cursor.word = cursor.code.substr(begin, end - begin);
  cursor.range = Range(Position(position.line, int(begin)),
                       Position(position.line, int(end)));
  std::string_view before = cursor.code.substr(0, begin);
  size_t last = before.find_last_not_of(" \t");
  if (last == before.npos) {
    cursor.kind = Cursor::Kind::Mnemonic;
    cursor.info = lookup(cursor.word);
    return cursor;
  }
  size_t first = before.find_first_not_of(" \t");
  cursor.info = lookup(before.substr(first, wordEnd(before, first) - first));
  if (!cursor.info)
    return cursor;
  size_t open = before.rfind('(');
  if (before[last] == '=') {
    cursor.kind = Cursor::Kind::Value;
    cursor.key = wordBefore(before, last);
  } else if (open != before.npos && before.find(')', open) == before.npos) {
    cursor.kind = Cursor::Kind::Queue;
    cursor.key = wordBefore(before, open);
  } else {
    cursor.kind = Cursor::Kind::Key;
    cursor.key = cursor.word;
  }
  return cursor;
}

std::string AssemblyDocument::describeLabel(unsigned line) const {
  std::string text = fmt::format("label `{}`", *labelOf(lines[line].text));
  size_t stream = *lines[line].stream;
  for (; line < lines.size() && lines[line].stream == stream; ++line)
    if (auto index = lines[line].instruction)
      return fmt::format("{} of instruction {}: `{}`\n", text, *index,
                         disassemble(streams[stream].instructions[*index]));
  return text + ", behind the last instruction\n";
}

std::optional<std::string>
AssemblyDocument::describe(const Cursor &cursor) const {
  using Kind = Cursor::Kind;
  if (cursor.kind == Kind::Label)
    return describeLabel(unsigned(cursor.range.start.line));
  if (!cursor.info || cursor.kind == Kind::Nothing || cursor.word.empty())
    return std::nullopt;
  if (cursor.kind == Kind::Mnemonic) {
    std::string text = describeInstruction(*cursor.info);
    if (cursor.line->instruction)
      text += fmt::format("\nInstruction {} of the stream.\n",
                          *cursor.line->instruction);
    return text;
  }
  if (cursor.kind == Kind::Queue && !queueOf(cursor.word))
    return std::nullopt;
  if (isTokenKey(cursor.key))
    return describeTokens(cursor.key,
                          cursor.kind == Kind::Queue ? cursor.word : "");
  if (const FieldInfo *field = fieldOf(*cursor.info, cursor.key))
    return describeField(*cursor.info, *field);
  return std::nullopt;
}

std::optional<llvm::lsp::Hover>
AssemblyDocument::hover(Position position) const {
  Cursor cursor = cursorAt(position);
  std::optional<std::string> text = describe(cursor);
  if (!text)
    return std::nullopt;
  llvm::lsp::Hover hover(cursor.range);
  hover.contents.kind = llvm::lsp::MarkupKind::Markdown;
  hover.contents.value = std::move(*text);
  return hover;
}

std::vector<CompletionItem>
AssemblyDocument::complete(Position position) const {
  Cursor cursor = cursorAt(position);
  switch (cursor.kind) {
  case Cursor::Kind::Mnemonic:
    return completeMnemonic();
  case Cursor::Kind::Key:
    return completeField(*cursor.info, cursor.code);
  case Cursor::Kind::Value:
    return completeValue(*cursor.info, cursor.key);
  case Cursor::Kind::Queue:
    return completeQueue(*cursor.info);
  case Cursor::Kind::Label:
  case Cursor::Kind::Nothing:
    break;
  }
  return {};
}

/// The loop that a level of this instruction counts: of `rotate`, the one
/// around it; of a stride, the next one.
std::vector<size_t> AssemblyDocument::loopsOf(const Cursor &cursor) const {
  const Stream &stream = streams[*cursor.line->stream];
  size_t own = *cursor.line->instruction;
  const Instruction &instruction = stream.instructions[own];
  const FieldInfo *field = fieldOf(*cursor.info, cursor.key);
  if (!field || instruction.opcode == Opcode::Loop)
    return {};
  int64_t value =
      instruction.fields[size_t(field - cursor.info->fields.data())];
  auto isLoop = [&](size_t index, int64_t level) {
    const Instruction &candidate = stream.instructions[index];
    return candidate.opcode == Opcode::Loop &&
           candidate.fields[loop::level] == level;
  };
  if (cursor.key == "level") {
    for (size_t index = own; index < stream.instructions.size(); ++index)
      if (isLoop(index, value))
        return {index};
  } else if (cursor.key.ends_with("rotate") && value) {
    for (size_t index = own; index-- > 0;)
      if (isLoop(index, value - 1) &&
          own <=
              index + size_t(stream.instructions[index].fields[loop::length]))
        return {index};
  }
  return {};
}

std::vector<Range> AssemblyDocument::definitions(Position position) const {
  Cursor cursor = cursorAt(position);
  if (!cursor.info || !cursor.line->instruction)
    return {};
  const Stream &stream = streams[*cursor.line->stream];
  if (!stream.isValid)
    return {};
  std::vector<size_t> targets;
  std::optional<Queue> queue = queueOf(cursor.word);
  if (cursor.kind == Cursor::Kind::Queue && queue)
    targets = tokenPartners(
        stream.instructions, *cursor.line->instruction,
        cursor.key == "wait" ? TokenEnd::Wait : TokenEnd::Signal, *queue);
  else
    targets = loopsOf(cursor);
  std::vector<Range> ranges;
  for (size_t target : targets)
    ranges.push_back(rangeOfLine(stream.lines[target]));
  return ranges;
}

/// Of what is in it, without the spaces around.
Range AssemblyDocument::rangeOfLine(unsigned line) const {
  std::string_view text = lines[line].text;
  size_t begin = std::min(text.find_first_not_of(" \t\r"), text.size());
  size_t end = text.find_last_not_of(" \t\r") + 1;
  return {Position(int(line), int(begin)), Position(int(line), int(end))};
}

std::vector<llvm::lsp::DocumentSymbol> AssemblyDocument::symbols() const {
  std::vector<llvm::lsp::DocumentSymbol> symbols;
  for (unsigned index = 0; index < lines.size(); ++index) {
    const Line &line = lines[index];
    if (!line.stream)
      continue;
    Range range = rangeOfLine(index);
    if (auto label = labelOf(line.text))
      symbols.emplace_back(std::string(*label), llvm::lsp::SymbolKind::Key,
                           range, range);
    if (!line.instruction)
      continue;
    const Stream &stream = streams[*line.stream];
    const Instruction &loop = stream.instructions[*line.instruction];
    if (loop.opcode != Opcode::Loop)
      continue;
    size_t last = *line.instruction + size_t(loop.fields[loop::length]);
    last = std::min(last, stream.lines.size() - 1);
    symbols.emplace_back(
        disassemble(loop), llvm::lsp::SymbolKind::Namespace,
        Range(range.start, rangeOfLine(stream.lines[last]).end), range);
  }
  return symbols;
}
