//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/ProgramFile.h"

#include "SampleProgram.h"
#include "a3/Program/Check.h"

#include <cstring>
#include <elf.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using namespace a3;
using namespace a3::test;

namespace {

using Bytes = std::vector<uint8_t>;

class ProgramFileTest : public testing::Test {
protected:
  ProgramFileTest()
      : folder(std::filesystem::path(testing::TempDir()) /
               ("a3-" + std::string(testing::UnitTest::GetInstance()
                                        ->current_test_info()
                                        ->name()))) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  ~ProgramFileTest() override { std::filesystem::remove_all(folder); }

  std::string path() const { return folder / "p.a3"; }

  Expected<void> writeSample(const Program &program = sampleProgram()) {
    std::vector<WeightBlock> blocks = {{0, first}, {128, second}};
    return writeProgram(program, native, blocks, path());
  }
  Bytes sampleBytes() {
    EXPECT_TRUE(writeSample().has_value());
    std::ifstream file(path(), std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
  }
  void put(std::span<const uint8_t> bytes) {
    std::ofstream(path(), std::ios::binary)
        .write(reinterpret_cast<const char *>(bytes.data()),
               std::streamsize(bytes.size()));
  }
  /// Changes one byte in place: rewriting the whole file so often takes long.
  void putByte(size_t offset, uint8_t value) {
    std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(std::streamoff(offset));
    file.put(char(value));
  }
  /// The error of opening these bytes.
  std::string errorOf(std::span<const uint8_t> bytes) {
    put(bytes);
    auto file = ProgramFile::open(path());
    return file ? "" : file.error().message;
  }
  void expectError(std::span<const uint8_t> bytes, const std::string &message) {
    std::string error = errorOf(bytes);
    EXPECT_NE(error.find(message), std::string::npos) << error;
  }
  void expectRefusal(const Program &program, const std::string &message) {
    Expected<void> written = writeSample(program);
    ASSERT_FALSE(written.has_value());
    EXPECT_NE(written.error().message.find(message), std::string::npos)
        << written.error().message;
    EXPECT_TRUE(std::filesystem::is_empty(folder));
  }

  std::filesystem::path folder;
  Bytes native = {0x7f, 'E', 'L', 'F', 9};
  Bytes first = Bytes(65, 3), second = Bytes(5, 4);
};

Elf64_Ehdr headerOf(const Bytes &bytes) {
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  return header;
}

/// The table entry of section `index`, counted as readelf does.
size_t entryOffset(const Bytes &bytes, size_t index) {
  return headerOf(bytes).e_shoff + index * sizeof(Elf64_Shdr);
}
Elf64_Shdr section(const Bytes &bytes, size_t index) {
  Elf64_Shdr entry;
  std::memcpy(&entry, &bytes[entryOffset(bytes, index)], sizeof(entry));
  return entry;
}
void setSection(Bytes &bytes, size_t index, const Elf64_Shdr &entry) {
  std::memcpy(&bytes[entryOffset(bytes, index)], &entry, sizeof(entry));
}

TEST_F(ProgramFileTest, SurvivesTheRoundTrip) {
  ASSERT_TRUE(writeSample().has_value());
  auto file = ProgramFile::open(path());
  ASSERT_TRUE(file.has_value()) << file.error().message;
  EXPECT_EQ(file->program(), sampleProgram());
  EXPECT_EQ(file->machine().name, "a3-hpca20");
  EXPECT_EQ(Bytes(file->native().begin(), file->native().end()), native);
  Bytes weights = first;
  weights.resize(128);
  weights.insert(weights.end(), second.begin(), second.end());
  EXPECT_EQ(Bytes(file->weights().begin(), file->weights().end()), weights);
  EXPECT_EQ(uintptr_t(file->weights().data()) % 4096, 0u);
}

TEST_F(ProgramFileTest, TheSameProgramGivesTheSameBytes) {
  EXPECT_EQ(sampleBytes(), sampleBytes());
}

TEST_F(ProgramFileTest, AProgramMayBeEmpty) {
  Program program;
  program.machine = builtinMachineText();
  ASSERT_TRUE(writeProgram(program, {}, {}, path()).has_value());
  auto file = ProgramFile::open(path());
  ASSERT_TRUE(file.has_value()) << file.error().message;
  EXPECT_TRUE(file->weights().empty());
}

TEST_F(ProgramFileTest, MovesKeepTheMapping) {
  ASSERT_TRUE(writeSample().has_value());
  auto file = ProgramFile::open(path());
  ASSERT_TRUE(file.has_value());
  ProgramFile moved = std::move(*file);
  EXPECT_EQ(moved.native().size(), native.size());
  EXPECT_EQ(moved.native()[4], 9);
}

TEST_F(ProgramFileTest, EveryTruncationIsRefused) {
  Bytes bytes = sampleBytes();
  for (size_t size = bytes.size(); size-- > 0;) {
    std::filesystem::resize_file(path(), size);
    EXPECT_FALSE(ProgramFile::open(path()).has_value()) << size;
  }
  expectError({}, "not an A3 program");
  expectError(std::span(bytes).first(40), "the ELF header is not complete");
  expectError(std::span(bytes).first(bytes.size() - 1),
              "truncated or damaged: the table of sections");
}

TEST_F(ProgramFileTest, EveryFlippedBitIsRefused) {
  Bytes bytes = sampleBytes();
  for (size_t i = 0; i < bytes.size(); ++i) {
    putByte(i, bytes[i] ^ uint8_t(1u << (i % 8)));
    EXPECT_FALSE(ProgramFile::open(path()).has_value()) << i;
    putByte(i, bytes[i]);
  }
  EXPECT_TRUE(ProgramFile::open(path()).has_value());
}

TEST_F(ProgramFileTest, DamageInASectionNamesIt) {
  const Bytes good = sampleBytes();
  for (auto [index, name] :
       {std::pair(2, ".a3.program"), std::pair(3, ".a3.stream.0"),
        std::pair(5, ".a3.native"), std::pair(6, ".a3.weights")}) {
    Bytes bytes = good;
    bytes[section(good, size_t(index)).sh_offset] ^= 1;
    expectError(bytes, std::string("damaged: section '") + name +
                           "' does not have the hash");
  }
}

TEST_F(ProgramFileTest, OtherVersionsAndSchemasAreNamed) {
  const Bytes good = sampleBytes();
  size_t note = section(good, 1).sh_offset;
  Bytes bytes = good;
  bytes[note + 16] = 4;
  expectError(bytes, "the program has format version 4, this tool reads "
                     "version 3");
  bytes = good;
  bytes[note + 31] ^= 0x10;
  expectError(bytes, "this tool reads schema");
}

TEST_F(ProgramFileTest, OtherFilesAreRefused) {
  Bytes text = {'f', 'u', 'n', 'c', '.'};
  expectError(text, "not an A3 program");
  Bytes bytes = sampleBytes();
  bytes[offsetof(Elf64_Ehdr, e_machine)] = EM_AARCH64;
  expectError(bytes, "an ELF file, but no A3 program");
  EXPECT_FALSE(ProgramFile::open(folder).has_value());
  EXPECT_FALSE(ProgramFile::open(folder / "none").has_value());
}

TEST_F(ProgramFileTest, BadPlacesOfSectionsAreNamed) {
  const Bytes good = sampleBytes();
  Bytes bytes = good;
  Elf64_Shdr weights = section(good, 6);
  weights.sh_offset = good.size();
  setSection(bytes, 6, weights);
  expectError(bytes, "section '.a3.weights' (133 bytes at byte " +
                         std::to_string(good.size()) + ") reaches beyond");
  weights = section(good, 6);
  weights.sh_offset = section(good, 5).sh_offset;
  bytes = good;
  setSection(bytes, 6, weights);
  expectError(bytes, "sections '.a3.native' and '.a3.weights' overlap");
  weights = section(good, 6);
  weights.sh_size += 64;
  bytes = good;
  setSection(bytes, 6, weights);
  expectError(bytes, "overlap");
  bytes = good;
  Elf64_Shdr native = section(good, 5);
  native.sh_name = section(good, 6).sh_name;
  setSection(bytes, 5, native);
  expectError(bytes, "section 5 is '.a3.weights' where '.a3.native' belongs");
  bytes[section(good, 7).sh_offset + native.sh_name + 1] = 0xe1;
  setSection(bytes, 5, native);
  expectError(bytes, "section 5 is '.\\xe13.weights' where");
  bytes = good;
  native.sh_name = 1u << 30;
  setSection(bytes, 5, native);
  expectError(bytes, "section 5 has no name");
}

TEST_F(ProgramFileTest, AnyTableOfSectionsIsSafeToRead) {
  // Every byte of the table takes values that make large or negative numbers.
  const Bytes good = sampleBytes();
  for (size_t i = headerOf(good).e_shoff; i < good.size(); ++i)
    for (uint8_t value : {0x00, 0x7f, 0x80, 0xff}) {
      putByte(i, value);
      EXPECT_EQ(ProgramFile::open(path()).has_value(), value == good[i]) << i;
      putByte(i, good[i]);
    }
}

TEST_F(ProgramFileTest, TheWriterRefusesWhatTheReaderWould) {
  auto changed = [](auto change) {
    Program program = sampleProgram();
    change(program);
    return program;
  };
  using P = Program &;
  expectRefusal(changed([](P p) { p.machine = "clock: 3"; }),
                "machine description:1:1: error: parameter 'name' is missing");
  expectRefusal(changed([](P p) { p.inputs[0].element = "i4"; }),
                "input 0: unknown element type");
  expectRefusal(changed([](P p) { p.outputs[0].shape[1] = -2; }),
                "output 0: the shape is not positive");
  expectRefusal(changed([](P p) { p.sites[0].name = "a\nb"; }),
                "control characters");
  expectRefusal(changed([](P p) { p.sites[0].mask = "dense"; }),
                "site 'attention_0': unknown kind of mask");
  expectRefusal(changed([](P p) { p.sites[0].scale = 1.0 / 0.0; }),
                "must be finite");
  expectRefusal(changed([](P p) { p.sites[0].formats.pop_back(); }),
                "four format factors a head");
  expectRefusal(changed([](P p) { p.sites[0].key.bytes -= 4; }),
                "operand key: reaches beyond the 252 bytes of its slot");
  expectRefusal(changed([](P p) { p.sites[0].key.strides[1] = -4; }),
                "operand key: reaches beyond");
  expectRefusal(changed([](P p) { p.sites[0].value.sizes[1] = 9; }),
                "operand value: is 9 x 6 where the site says 8 x 6");
  expectRefusal(changed([](P p) { p.sites[0].query.sizes[0] = 1; }),
                "operand query: the batch sizes do not multiply");
  expectRefusal(changed([](P p) { p.sites[0].output.strides.pop_back(); }),
                "operand output: needs sizes and strides");
  expectRefusal(changed([](P p) { p.sites[0].maskRows = {}; }),
                "operand mask: needs sizes and strides");
  expectRefusal(changed([](P p) { p.sites[0].sortedRows = p.sites[0].key; }),
                "operand sorted rows: is 8 x");
  expectRefusal(changed([](P p) { p.scratchBytes = -1; }), "negative size");
  expectRefusal(changed([](P p) {
                  p.sites[0].stream = *isa::assemble("loop count=1, length=1");
                }),
                "site 'attention_0': instruction 0 (loop)");
}

TEST_F(ProgramFileTest, SitesOfUnknownSizesHaveNoStream) {
  auto changed = [](auto change) {
    Program program = sampleProgram();
    program.sites.push_back(openSite());
    change(program.sites.back());
    return program;
  };
  using S = Site &;
  Program good = changed([](S) {});
  ASSERT_TRUE(writeProgram(good, {}, {}, path()).has_value());
  EXPECT_EQ(ProgramFile::open(path())->program(), good);
  std::filesystem::remove(path());
  Machine machine = *parseMachine(good.machine);
  EXPECT_TRUE(checkStreams(good, machine).has_value());
  good.sites.back().stream = good.sites[0].stream;
  EXPECT_EQ(checkStreams(good, machine).error().message,
            "site 'open': has a stream, but sizes that only the launch knows");

  expectRefusal(changed([](S s) { s.formats = {1, 1, 1, 1}; }),
                "site 'open': has fixed formats");
  expectRefusal(changed([](S s) { s.depth = unknownSize; }),
                "the columns must be known");
  expectRefusal(changed([](S s) { s.key.sizes[2] = 0; }),
                "operand key: the sizes are not positive");
  expectRefusal(changed([](S s) { s.key.strides[0] = -2; }),
                "operand key: a stride is negative");
  expectRefusal(changed([](S s) { s.key.strides.pop_back(); }),
                "operand key: needs sizes and strides of as many dimensions");
  expectRefusal(changed([](S s) { s.query.bytes = 4; }),
                "operand query: has a size in bytes");
  expectRefusal(changed([](S s) { s.value.sizes[2] = 7; }),
                "operand value: is 7x6 where the site says ?x6");
  expectRefusal(
      changed([](S s) { s.approximations[0].thousandthsOfRows = -1; }),
      "the approximation is out of range");
  Program sized = sampleProgram();
  sized.sites[0].approximations = {{0, 5, 125}};
  expectRefusal(sized, "has a part of n for M, which only a site of unknown "
                       "sizes needs");
}

TEST_F(ProgramFileTest, WeightsMustBeInOrder) {
  std::vector<WeightBlock> overlapping = {{0, first}, {64, second}};
  EXPECT_FALSE(
      writeProgram(sampleProgram(), {}, overlapping, path()).has_value());
  std::vector<WeightBlock> unaligned = {{8, second}};
  EXPECT_FALSE(
      writeProgram(sampleProgram(), {}, unaligned, path()).has_value());
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(ProgramFileTest, NothingIsWrittenOverWhatIsNoFile) {
  std::filesystem::create_directory(path());
  EXPECT_FALSE(writeSample().has_value());
  EXPECT_TRUE(std::filesystem::is_directory(path()));
  EXPECT_FALSE(
      writeProgram(sampleProgram(), {}, {}, folder / "no" / "p").has_value());
}

TEST_F(ProgramFileTest, StreamsAreCheckedAgainstTheirSlots) {
  Program program = sampleProgram();
  Machine machine = *parseMachine(program.machine);
  EXPECT_TRUE(checkStreams(program, machine).has_value());
  program.sites[1].stream =
      *isa::assemble("set_address stream=key, slot=1, offset=256\n"
                     "load_key rows=1, columns=1");
  Expected<void> checked = checkStreams(program, machine);
  ASSERT_FALSE(checked.has_value());
  EXPECT_EQ(checked.error().message.find("site 'attention_1': instruction 1"),
            0u)
      << checked.error().message;
}

} // namespace
