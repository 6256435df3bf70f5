//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Support/Files.h"

#include <csignal>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace a3;

namespace {

class FilesTest : public testing::Test {
protected:
  FilesTest() { std::filesystem::create_directories(folder); }
  ~FilesTest() override { std::filesystem::remove_all(folder); }

  std::string path() const { return (folder / "file").string(); }
  AtomicFile create() const {
    Expected<AtomicFile> file = AtomicFile::create(path());
    if (!file)
      ADD_FAILURE() << file.error().message;
    return std::move(*file);
  }
  std::string contents() const {
    Expected<InputFile> file = InputFile::open(path());
    return file ? std::string(file->text()) : file.error().message;
  }

  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / "a3-files-test";
};

constexpr uint8_t letters[] = {'a', 'b'};

TEST_F(FilesTest, AFileAppearsWhenItIsCommitted) {
  AtomicFile file = create();
  ASSERT_TRUE(file.append(letters));
  ASSERT_TRUE(file.append(letters));
  EXPECT_FALSE(std::filesystem::exists(path()));
  ASSERT_TRUE(file.commit());
  EXPECT_EQ(contents(), "abab");
}

TEST_F(FilesTest, NothingIsLeftWhereTheProcessIsKilled) {
  pid_t child = fork();
  if (child == 0) {
    auto file = AtomicFile::create(path());
    (void)file->append(letters);
    raise(SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(FilesTest, ACommittedFileTakesThePlaceOfAnother) {
  for (uint8_t letter : {'a', 'b'}) {
    AtomicFile file = create();
    ASSERT_TRUE(file.append({&letter, 1}));
    ASSERT_TRUE(file.commit());
  }
  EXPECT_EQ(contents(), "b");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST_F(FilesTest, NothingIsLeftOfAFileThatIsNotCommitted) {
  {
    AtomicFile file = create();
    ASSERT_TRUE(file.append(letters));
    AtomicFile moved = std::move(file);
    ASSERT_TRUE(moved.append(letters));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(FilesTest, NothingIsLeftWhereTheNameIsTaken) {
  {
    AtomicFile file = create();
    std::filesystem::create_directory(path());
    Expected<void> committed = file.commit();
    ASSERT_FALSE(committed);
    EXPECT_NE(committed.error().message.find("cannot write"),
              std::string::npos);
  }
  std::filesystem::remove(path());
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(FilesTest, ACommittedFileStays) {
  {
    AtomicFile file = create();
    ASSERT_TRUE(file.append(letters));
    ASSERT_TRUE(file.commit());
    AtomicFile moved = std::move(file);
  }
  EXPECT_EQ(contents(), "ab");
}

} // namespace
