#include "sim/herd.hpp"

#include <algorithm>

namespace edgecache {

void Herd::request(std::int64_t ms, std::uint32_t key) {
  ++counts_.requests;
  while (over_ < ends_.size() && ends_[over_] <= ms) ++over_;
  if (rules_.coalesce && ends_by_key_[key] > ms) {
    ++counts_.coalesced;
  } else {
    const bool all_taken = ends_.size() - over_ >= rules_.pool;
    const std::int64_t start = all_taken ? ends_[ends_.size() - rules_.pool] : ms;
    if (all_taken && counts_.pool_first_full_at_ms < 0) counts_.pool_first_full_at_ms = ms;
    counts_.longest_wait_ms = std::max(counts_.longest_wait_ms, start - ms);
    ends_by_key_[key] = start + rules_.db_ms;
    ends_.push_back(start + rules_.db_ms);
    ++counts_.db_queries;
    counts_.last_answer_at_ms = std::max(counts_.last_answer_at_ms, ends_.back());
  }
  const auto outstanding = static_cast<std::int64_t>(ends_.size() - over_);
  counts_.most_outstanding = std::max(counts_.most_outstanding, outstanding);
}

}  // namespace edgecache
