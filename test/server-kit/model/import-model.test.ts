import { historySuite } from '../../suites/history-suite.ts'
import { historyTotalsSuite } from '../../suites/history-totals-suite.ts'
import { leaseSuite } from '../../suites/lease-suite.ts'
import { modelSuite } from '../../suites/model-suite.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'

describeOnBothDatabases('the Import model', modelSuite)
describeOnBothDatabases('the Import model', historySuite)
describeOnBothDatabases('the history', historyTotalsSuite)
describeOnBothDatabases('the Import model', leaseSuite)
