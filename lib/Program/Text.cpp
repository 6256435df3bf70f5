//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Text.h"

#include "a3/ISA/Assembly.h"
#include "a3/ISA/Fetch.h"
#include "a3/Program/Check.h"
#include "a3/Program/Metadata.h"
#include "a3/Support/Files.h"
#include "a3/Support/Text.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <ostream>

using namespace a3;

namespace {

constexpr std::string_view sectionKeyword = ".section";
constexpr std::string_view includeKeyword = ".incbin";

/// Takes the next line, without its end, off `text`.
std::string_view takeLine(std::string_view &text) {
  size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return line;
}

/// The column, from 1, of a part of a line.
unsigned columnOf(std::string_view line, std::string_view part) {
  return part.data() ? unsigned(part.data() - line.data()) + 1 : 1;
}

void printHex(std::span<const uint8_t> bytes, std::ostream &stream) {
  constexpr size_t bytesOfALine = 64;
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<char, 2 * bytesOfALine + 1> line;
  while (!bytes.empty()) {
    auto part = bytes.first(std::min(bytesOfALine, bytes.size()));
    char *next = line.data();
    for (uint8_t byte : part) {
      *next++ = digits[byte >> 4];
      *next++ = digits[byte & 15];
    }
    *next++ = '\n';
    stream.write(line.data(), next - line.data());
    bytes = bytes.subspan(part.size());
  }
}

Expected<void> saveSection(std::span<const uint8_t> bytes,
                           const std::string &path) {
  Expected<AtomicFile> file = AtomicFile::create(path);
  if (!file)
    return tl::unexpected(file.error());
  Expected<void> written = file->append(bytes);
  return written ? file->commit() : written;
}

Expected<void> printData(std::string_view name, std::span<const uint8_t> bytes,
                         const std::string &folder, std::ostream &stream) {
  stream << sectionKeyword << " " << name << "\n";
  if (folder.empty()) {
    printHex(bytes, stream);
    return {};
  }
  std::string path =
      (std::filesystem::path(folder) / std::string(name.substr(1))).string();
  stream << includeKeyword << " \"" << path << "\"\n";
  return saveSection(bytes, path);
}

void printTensors(std::string_view kind, std::span<const TensorInfo> tensors,
                  std::ostream &stream) {
  for (const TensorInfo &tensor : tensors)
    stream << fmt::format("# {} {}: {}{}{}\n", kind, tensor.name,
                          describeSizes(tensor.shape),
                          tensor.shape.empty() ? "" : "x", tensor.element);
}

std::string describeSize(int64_t size) { return describeSizes({&size, 1}); }

/// What the launch writes the stream from.
void printUnsized(const Site &site, std::ostream &stream) {
  stream << "# the stream is written at launch, for the sizes there:\n";
  auto print = [&](std::string_view name, const OperandInfo &operand) {
    stream << fmt::format("#   {}: {}, strides {}\n", name,
                          describeSizes(operand.sizes),
                          describeSizes(operand.strides));
  };
  print("query", site.query);
  print("key", site.key);
  print("value", site.value);
  if (!site.maskRows.sizes.empty())
    print("mask", site.maskRows);
  print("output", site.output);
  if (site.hasSortedRows())
    print("sorted rows", site.sortedRows);
  if (site.hasBias())
    print("bias", site.bias);
  if (site.mask.ends_with("causal"))
    stream << fmt::format("#   causal offset: {}\n", site.causalOffset);
}

void printStream(size_t index, const Site &site, std::ostream &stream) {
  stream << sectionKeyword << " .a3.stream." << index << "\n# site "
         << site.name;
  if (!site.location.empty())
    stream << " at " << site.location;
  stream << fmt::format(": n={} d={} dv={} heads={} queries={} mask={}",
                        describeSize(site.rows), site.depth, site.valueDepth,
                        describeSize(site.heads), describeSize(site.queries),
                        site.mask);
  for (const Approximation &approximation : site.approximations)
    stream << fmt::format(" m={} t={}", describeIterations(approximation),
                          approximation.threshold);
  stream << '\n';
  for (const OperandPlace &place : site.places)
    stream << fmt::format("#   {} from {}\n", place.operand, place.location);
  if (!site.isSized())
    return printUnsized(site, stream);
  stream << isa::disassemble(site.stream, [&](const isa::Instruction &i) {
    std::string place = placeOf(site, i);
    return place.substr(place.rfind('/') + 1);
  });
}

/// Reads data: hexadecimal digits, two a byte, or `.incbin "file"`.
class DataParser {
public:
  explicit DataParser(const TextSection &section) : section(section) {}

  Expected<std::vector<uint8_t>> parse();

private:
  Expected<void> parseLine(std::string_view line, unsigned number);
  Expected<void> parseHex(std::string_view line, std::string_view digits,
                          unsigned number);
  Expected<void> include(std::string_view line, std::string_view content,
                         unsigned number);

  const TextSection &section;
  std::vector<uint8_t> bytes;
};

constexpr std::array<int8_t, 256> digitValues = [] {
  std::array<int8_t, 256> values;
  values.fill(-1);
  for (int digit = 0; digit < 10; ++digit)
    values[size_t('0' + digit)] = int8_t(digit);
  for (int digit = 10; digit < 16; ++digit)
    values[size_t('a' + digit - 10)] = values[size_t('A' + digit - 10)] =
        int8_t(digit);
  return values;
}();

Expected<void> DataParser::parseHex(std::string_view line,
                                    std::string_view digits, unsigned number) {
  size_t size = bytes.size();
  bytes.resize(size + digits.size() / 2);
  for (size_t i = 0; i < digits.size(); i += 2) {
    int high = digitValues[uint8_t(digits[i])];
    int low = i + 1 < digits.size() ? digitValues[uint8_t(digits[i + 1])] : -1;
    if (high < 0 || low < 0)
      return failure("expected two hexadecimal digits a byte, or .incbin "
                     "\"file\"",
                     number, columnOf(line, digits) + unsigned(i));
    bytes[size++] = uint8_t(high << 4 | low);
  }
  return {};
}

Expected<void> DataParser::include(std::string_view line,
                                   std::string_view content, unsigned number) {
  std::string_view path = trimmed(content.substr(includeKeyword.size()));
  unsigned column = columnOf(line, path);
  if (path.size() < 3 || !path.starts_with('"') || !path.ends_with('"'))
    return failure("expected a file name in quotes", number, column);
  std::string name(path.substr(1, path.size() - 2));
  Expected<InputFile> file = InputFile::open(name);
  if (!file)
    return failure("'" + name + "' " + file.error().message, number, column);
  bytes.insert(bytes.end(), file->bytes().begin(), file->bytes().end());
  return {};
}

Expected<void> DataParser::parseLine(std::string_view line, unsigned number) {
  std::string_view content = trimmed(line);
  if (content.starts_with(includeKeyword))
    return include(line, content, number);
  return parseHex(line, trimmed(content.substr(0, content.find('#'))), number);
}

Expected<std::vector<uint8_t>> DataParser::parse() {
  std::string_view text = section.body;
  for (unsigned number = section.line + 1; !text.empty(); ++number)
    if (Expected<void> parsed = parseLine(takeLine(text), number); !parsed)
      return tl::unexpected(parsed.error());
  return std::move(bytes);
}

/// Assembles a stream and checks that its loops nest.
Expected<std::vector<isa::Instruction>>
parseStream(const TextSection &section) {
  std::vector<unsigned> lines;
  auto stream = isa::assemble(section.body, &lines);
  if (!stream) {
    Error error = stream.error();
    error.line += section.line;
    return tl::unexpected(error);
  }
  size_t culprit = 0;
  if (Expected<void> checked = isa::checkStructure(*stream, &culprit); !checked)
    return failure(checked.error().message, section.line + lines[culprit], 1);
  return stream;
}

/// Turns the sections of a text into a program, in the order of the file.
class ProgramParser {
public:
  explicit ProgramParser(std::span<const TextSection> sections)
      : sections(sections) {}

  Expected<ProgramParts> parse();

private:
  Expected<void> require(std::string_view name);
  Expected<std::vector<uint8_t>> parseData(std::string_view name);
  Expected<Program> parseMetadata();
  Expected<void> parseStreams(Program &program);

  std::span<const TextSection> sections;
  size_t next = 0;
};

Expected<void> ProgramParser::require(std::string_view name) {
  if (next == sections.size())
    return failure(fmt::format("section {} is missing at the end", name),
                   sections.back().line, sections.back().column);
  const TextSection &section = sections[next];
  if (section.name != name)
    return failure(
        fmt::format("expected section {}, found '{}'", name, section.name),
        section.line, section.column);
  return {};
}

Expected<std::vector<uint8_t>> ProgramParser::parseData(std::string_view name) {
  if (Expected<void> found = require(name); !found)
    return tl::unexpected(found.error());
  return DataParser(sections[next++]).parse();
}

Expected<Program> ProgramParser::parseMetadata() {
  Expected<std::vector<uint8_t>> bytes = parseData(".a3.program");
  if (!bytes)
    return tl::unexpected(bytes.error());
  Expected<Program> program = decodeMetadata(*bytes);
  std::string message;
  if (!program)
    message = program.error().message;
  else if (Expected<Machine> checked = checkMetadata(*program); !checked)
    message = checked.error().message;
  if (!message.empty())
    return failure(message, sections[0].line, sections[0].column);
  return program;
}

Expected<void> ProgramParser::parseStreams(Program &program) {
  for (size_t i = 0; i < program.sites.size(); ++i) {
    if (Expected<void> found = require(fmt::format(".a3.stream.{}", i)); !found)
      return found;
    auto stream = parseStream(sections[next++]);
    if (!stream)
      return tl::unexpected(stream.error());
    program.sites[i].stream = std::move(*stream);
  }
  return {};
}

Expected<ProgramParts> ProgramParser::parse() {
  Expected<Program> program = parseMetadata();
  if (!program)
    return tl::unexpected(program.error());
  if (Expected<void> parsed = parseStreams(*program); !parsed)
    return tl::unexpected(parsed.error());
  Expected<std::vector<uint8_t>> native = parseData(".a3.native");
  if (!native)
    return tl::unexpected(native.error());
  Expected<std::vector<uint8_t>> weights = parseData(".a3.weights");
  if (!weights)
    return tl::unexpected(weights.error());
  if (next != sections.size())
    return failure("expected no section after .a3.weights", sections[next].line,
                   sections[next].column);
  return ProgramParts{std::move(*program), std::move(*native),
                      std::move(*weights)};
}

/// A program around one stream.
Expected<ProgramParts> parseBareStream(const TextSection &section) {
  auto stream = parseStream(section);
  if (!stream)
    return tl::unexpected(stream.error());
  Site site;
  site.name = "stream";
  site.mask = "none";
  site.stream = std::move(*stream);
  ProgramParts parts;
  parts.program.machine = builtinMachineText();
  parts.program.sites.push_back(std::move(site));
  return parts;
}

} // namespace

Expected<void> a3::printProgram(const ProgramFile &file,
                                const std::string &folder,
                                std::ostream &stream) {
  std::error_code code;
  if (!folder.empty() && (std::filesystem::create_directories(folder, code),
                          !std::filesystem::is_directory(folder)))
    return failure("cannot make the folder '" + folder + "'");
  const Program &program = file.program();
  stream << fmt::format("# machine {}, entry {}, target {}, {} bytes of "
                        "scratch memory\n",
                        file.machine().name, program.entry, program.target,
                        program.scratchBytes);
  printTensors("input", program.inputs, stream);
  printTensors("output", program.outputs, stream);
  Expected<void> result =
      printData(".a3.program", encodeMetadata(program), folder, stream);
  for (size_t i = 0; i < program.sites.size(); ++i)
    printStream(i, program.sites[i], stream);
  if (result)
    result = printData(".a3.native", file.native(), folder, stream);
  if (result)
    result = printData(".a3.weights", file.weights(), folder, stream);
  return result;
}

std::vector<TextSection> a3::splitSections(std::string_view text) {
  std::vector<TextSection> sections(1);
  sections.back().body = text;
  for (unsigned number = 1; !text.empty(); ++number) {
    std::string_view line = takeLine(text);
    std::string_view content = trimmed(line);
    if (!content.starts_with(sectionKeyword))
      continue;
    std::string_view &before = sections.back().body;
    before = before.substr(0, size_t(line.data() - before.data()));
    std::string_view name = content.substr(sectionKeyword.size());
    sections.push_back({trimmed(name.substr(0, name.find('#'))), number,
                        columnOf(line, content), text});
  }
  return sections;
}

Expected<ProgramParts> a3::parseProgramText(std::string_view text) {
  std::vector<TextSection> sections = splitSections(text);
  if (sections.size() == 1)
    return parseBareStream(sections.front());
  std::string_view before = sections.front().body;
  for (unsigned number = 1; !before.empty(); ++number) {
    std::string_view line = takeLine(before);
    std::string_view content = trimmed(line.substr(0, line.find('#')));
    if (!content.empty())
      return failure("expected .section before this", number,
                     columnOf(line, content));
  }
  return ProgramParser(std::span(sections).subspan(1)).parse();
}
