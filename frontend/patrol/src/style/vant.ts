/** The two parts of Vant that forms here are made of; loaded with the first form, not with the list. */
import 'vant/es/style/base.css'
import 'vant/es/loading/index.css'
import 'vant/es/button/index.css'
import 'vant/es/cell/index.css'
import 'vant/es/field/index.css'
import '@fengqiao/shared/style/vant.css'

export { Button, Field } from 'vant'
